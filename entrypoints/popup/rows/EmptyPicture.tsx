/** The picture of an empty list: the mark of Pagewire with what would move. */

import { Icon, type IconName } from "../../../shared/extension/look/Icon.tsx";

export function EmptyPicture({ icon }: { readonly icon: IconName }) {
  return (
    <span class="empty-picture" aria-hidden="true">
      <img src="/icon/128.png" alt="" />
      <span class="badge">
        <Icon name={icon} />
      </span>
    </span>
  );
}

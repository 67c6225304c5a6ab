/** The popup: what has come and what has gone, in two tabs between a head and a foot that stay. */

import { Foot } from "./foot/Foot.tsx";
import { sayOf } from "./foot/spoken.ts";
import { isFirstTime } from "./head/first-time.ts";
import { Head } from "./head/Head.tsx";
import { useNews } from "./head/looked-at.ts";
import { tabFacts } from "./head/tab-facts.ts";
import { useLater } from "./later.ts";
import { useOwnConnection, useOwnPairing } from "./own-connection.ts";
import { ReceivedPanel } from "./received/ReceivedPanel.tsx";
import { useNow } from "./rows/use-now.ts";
import { useShownLists } from "./shown-lists.ts";

export function App() {
  const later = useLater();
  const { connection, report } = useOwnConnection(later?.openConnection);
  const pairing = useOwnPairing();
  const { tab, select, query, setQuery, received, sent, isEmpty } = useShownLists();
  const news = useNews(tab);
  const onFiles = (files: readonly File[]): void => {
    if (files.length === 0 || !later) return;
    select("sent");
    void sayOf(later.addFiles(files));
  };
  const counts = { received: received.all, sent: sent.all };
  const common = {
    tab: `tab-${tab}`,
    query,
    onQuery: setQuery,
    onSelect: select,
    now: useNow(),
    report,
    places: later?.placesBy(connection),
    Empty: later?.Empty,
  };
  return (
    // Before the first pairing there is one thing to do, and nothing yet for lists or a foot.
    <main data-first={isEmpty && isFirstTime(report)}>
      <Head
        report={report}
        selected={tab}
        facts={tabFacts(tab, counts, news)}
        onSelect={select}
        entries={later?.clearEntries(tab, counts) ?? []}
      />
      {later && (
        <>
          <later.Standing
            report={report}
            pairing={pairing}
            isEmpty={isEmpty}
            onTryNow={() => connection?.tryNow()}
          />
          <later.ActivityStrip />
        </>
      )}
      {tab === "received" && <ReceivedPanel {...common} list={received} news={news.ids} />}
      {tab === "sent" && later && (
        <later.SentPanel {...common} list={sent} connection={connection} port={pairing?.port} />
      )}
      <Foot onFiles={onFiles}>{later && <later.FootPrice connection={connection} />}</Foot>
      {later && (
        <>
          <later.Snackbar />
          <later.DropPlace onFiles={onFiles} />
          <later.MenuHost />
        </>
      )}
    </main>
  );
}

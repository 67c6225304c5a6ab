/** The first page after installation: how to pair, and what there is to do. */

export function App() {
  return (
    <main>
      <h1>Welcome to Pagewire</h1>
      <section>
        <h2>Pair this browser</h2>
        <p>
          In the Pagewire folder run <code>npm start</code>, or <code>npx pagewire pair</code> where it runs
          already. Open the link it prints in this browser and press the button.
        </p>
      </section>
      <section>
        <h2>Then</h2>
        <p>
          Right-click an image and choose “Send to Pagewire”: its true bytes lie in the folder Inbox, with
          their source.
        </p>
        <p>
          Run <code>npx pagewire send plot.png</code>: the file stands in the popup behind the toolbar icon.
        </p>
        <p>Open the side panel from the popup: a price, live.</p>
      </section>
    </main>
  );
}

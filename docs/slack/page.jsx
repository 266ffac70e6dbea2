import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";

window.draw = (scene) => {
  const time = new Date(scene.at);
  const shown = scene.posts.map((post, number) => (
    <section key={number} className={scene.kind}>
      {post.title && <h1>{post.title}</h1>}
      <Message blocks={post.blocks} name="samspel" logo={scene.logo} time={time} showBlockKitDebug={false} withoutWrapper={scene.kind !== "message"} />
      {post.submit && <footer><span>{post.close}</span><b>{post.submit}</b></footer>}
    </section>
  ));
  createRoot(document.getElementById("page")).render(<>{shown}</>);
};

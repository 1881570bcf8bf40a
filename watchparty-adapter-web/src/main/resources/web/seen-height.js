// The height that a keyboard on the glass leaves of the page. Safari lays the keyboard over the page and tells only the
// visual viewport; other browsers make the page lower by themselves (interactive-widget).

/** Keeps --seen-height at what is seen while something is typed; made once for the page. */
export function watchSeenHeight() {
  const viewport = window.visualViewport;
  const root = document.documentElement;
  viewport?.addEventListener("resize", () => {
    // A page that is zoomed is lower, too, and must not be squeezed for it.
    const isCovered = viewport.scale === 1 && root.clientHeight - viewport.height > 100;
    if (isCovered) {
      root.style.setProperty("--seen-height", `${viewport.height}px`);
      window.scrollTo(0, 0);
    } else {
      root.style.removeProperty("--seen-height");
    }
  });
}

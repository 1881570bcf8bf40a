// Tabs as the authoring practices of WAI-ARIA have them: arrow keys move, one tab is reached with Tab.

/** Makes a list of tabs work; onSelect(panelId) is told each choice. Answers select(panelId). */
export function bindTabs(list, onSelect = () => {}) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const select = (panelId) => {
    tabs.forEach((tab) => {
      const isChosen = tab.getAttribute("aria-controls") === panelId;
      tab.setAttribute("aria-selected", isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !isChosen;
    });
    onSelect(panelId);
  };
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) {
      select(tab.getAttribute("aria-controls"));
    }
  });
  list.addEventListener("keydown", (event) => {
    const shown = tabs.filter((tab) => !tab.hidden);
    const place = shown.indexOf(event.target.closest("[role=tab]"));
    const next = {
      ArrowRight: (place + 1) % shown.length,
      ArrowLeft: (place - 1 + shown.length) % shown.length,
      Home: 0,
      End: shown.length - 1,
    }[event.key];
    if (place >= 0 && next !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      shown[next].focus();
      select(shown[next].getAttribute("aria-controls"));
    }
  });
  select(tabs[0].getAttribute("aria-controls"));
  return select;
}

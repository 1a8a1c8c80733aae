/** Copies the citation of a paragraph when its mark is pressed, and says so. */
(() => {
  const controller = document.querySelector('[data-controller="citation"]');
  const note = document.querySelector("[data-citation-note]");
  if (!controller || !note || !navigator.clipboard) return;
  let timer;
  controller.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-citation-mark]");
    if (!mark) return;
    // What is not to be cited, such as a heading or a draft, has an address only.
    const said = mark.closest(".paragraph")?.querySelector("[data-citation]");
    const words = said ? said.textContent.trim().replace(/\s+/g, " ") : mark.href;
    const { citationCited, citationCopied } = controller.dataset;
    // The link itself is followed as ever; without the clipboard nothing is lost.
    navigator.clipboard.writeText(words).then(
      () => {
        note.textContent = said ? citationCited : citationCopied;
        clearTimeout(timer);
        timer = setTimeout(() => {
          note.textContent = "";
        }, 2500);
      },
      () => {},
    );
  });
})();

/** Copies the address of a paragraph when its mark is pressed, and says so. */
(() => {
  const controller = document.querySelector('[data-controller="citation"]');
  const note = document.querySelector("[data-citation-note]");
  if (!controller || !note || !navigator.clipboard) return;
  let timer;
  controller.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-citation-mark]");
    if (!mark) return;
    // The link itself is followed as ever; without the clipboard nothing is lost.
    navigator.clipboard.writeText(mark.href).then(
      () => {
        note.textContent = controller.dataset.citationCopied;
        clearTimeout(timer);
        timer = setTimeout(() => {
          note.textContent = "";
        }, 2500);
      },
      () => {},
    );
  });
})();

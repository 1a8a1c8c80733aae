/** Marks in the table of contents the part that is being read. */
(() => {
  const contents = document.querySelector('[data-controller="contents"]');
  if (!contents || !("IntersectionObserver" in window)) return;
  const parts = [];
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    const target = document.getElementById(link.hash.slice(1));
    if (target) parts.push({ link, target, begun: false });
  }
  let current;
  // Being read is the last part that has begun above the upper third of the window.
  const mark = () => {
    const next = (parts.findLast((part) => part.begun) ?? parts[0])?.link;
    if (next === current) return;
    current?.removeAttribute("aria-current");
    next?.setAttribute("aria-current", "location");
    current = next;
    // Moves the list alone, never the page.
    if (next && contents.scrollHeight > contents.clientHeight) {
      const list = contents.getBoundingClientRect();
      const middle = list.top + contents.clientHeight / 2;
      contents.scrollTop += next.getBoundingClientRect().top - middle;
    }
  };
  // The whole page above counts, so that a jump past many parts is noticed too.
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const part = parts.find((each) => each.target === entry.target);
        if (part) part.begun = entry.isIntersecting;
      }
      mark();
    },
    { rootMargin: "9999999px 0px -66% 0px" },
  );
  for (const part of parts) observer.observe(part.target);
})();

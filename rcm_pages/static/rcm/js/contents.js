/** Marks in the table of contents the part that is being read. */
(() => {
  const contents = document.querySelector('[data-controller="contents"]');
  if (!contents || !("IntersectionObserver" in window)) return;
  const parts = [];
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    const target = document.getElementById(link.hash.slice(1));
    if (target) parts.push({ link, target });
  }
  let current;
  // Being read is the last part that has begun above this line.
  const mark = () => {
    const line = window.innerHeight / 3;
    const begun = parts.filter((p) => p.target.getBoundingClientRect().top <= line);
    const next = (begun.at(-1) ?? parts[0])?.link;
    if (next === current) return;
    current?.removeAttribute("aria-current");
    next?.setAttribute("aria-current", "location");
    current = next;
    // Moves the list alone, never the page.
    if (next && contents.scrollHeight > contents.clientHeight) {
      const middle = contents.clientHeight / 2;
      contents.scrollTop = next.offsetTop - contents.offsetTop - middle;
    }
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  for (const part of parts) observer.observe(part.target);
})();

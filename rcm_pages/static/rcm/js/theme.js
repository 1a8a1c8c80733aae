/**
 * Light or dark: the reader's choice, remembered; without one, the system's.
 *
 * The first part runs while the head is read, so that no page flashes. The button is
 * hidden until this script shows it: without scripts there is nothing to press.
 */
(() => {
  const KEY = "theme";
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  const remembered = () => {
    try {
      const value = localStorage.getItem(KEY);
      return value === "light" || value === "dark" ? value : null;
    } catch {
      return null; // storage is forbidden: the choice lasts for this page
    }
  };

  const remember = (value) => {
    try {
      if (value) localStorage.setItem(KEY, value);
      else localStorage.removeItem(KEY);
    } catch {
      // as above
    }
  };

  const systemTheme = () => (system.matches ? "dark" : "light");

  const apply = (value) => {
    if (value) root.dataset.theme = value;
    else delete root.dataset.theme;
  };

  apply(remembered());

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector('[data-controller="theme"]');
    if (!button) return;
    const current = () => root.dataset.theme || systemTheme();
    const show = () =>
      button.setAttribute("aria-pressed", String(current() === "dark"));
    button.hidden = false;
    show();
    system.addEventListener("change", show);
    button.addEventListener("click", () => {
      const next = current() === "dark" ? "light" : "dark";
      // Back to what the system says: follow it again.
      const choice = next === systemTheme() ? null : next;
      apply(choice);
      remember(choice);
      show();
    });
  });
})();

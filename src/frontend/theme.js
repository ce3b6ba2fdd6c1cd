// A classic script in the head: the theme is known before the first paint.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const read = () => {
    try { return localStorage.getItem("behflow.theme") || "system"; } catch { return "system"; }
  };
  const paint = () => {
    const wish = read();
    const theme = wish === "dark" || wish === "light" ? wish : dark.matches ? "dark" : "light";
    document.documentElement.dataset.theme = theme;
    document.querySelector('meta[name="theme-color"]')?.setAttribute("content", theme === "dark" ? "#21252b" : "#f1f1f3");
  };
  paint();
  dark.addEventListener("change", paint);
  addEventListener("storage", (event) => { if (event.key === "behflow.theme") paint(); });
  addEventListener("behflow:theme", (event) => {
    try { localStorage.setItem("behflow.theme", event.detail); } catch { /* private mode: the choice lasts for this page */ }
    paint();
  });
})();

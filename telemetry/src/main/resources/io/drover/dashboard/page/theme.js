// Before anything is drawn, so that a dark page never flashes white. Not a module: modules wait for the document.
(() => {
  "use strict";
  const WORDS = ["auto", "light", "dark"];
  const root = document.documentElement;

  function kept() {
    try {
      const word = localStorage.getItem("drover.theme");
      return WORDS.includes(word) ? word : "auto";
    } catch {
      return "auto"; // storage is switched off
    }
  }

  function keep(word) {
    try {
      localStorage.setItem("drover.theme", word);
    } catch {
      // then it lasts as long as the page
    }
  }

  root.dataset.theme = kept();

  window.droverTheme = {
    word: () => root.dataset.theme,
    next() {
      const word = WORDS[(WORDS.indexOf(root.dataset.theme) + 1) % WORDS.length];
      root.dataset.theme = word;
      keep(word);
      return word;
    },
  };
})();

// The texts of the page, which are in its template in the page's own language.

export const filled = (text, words) => text.replace(/\{(\w+)\}/g, (brace, word) => words[word] ?? brace);

export class Words {
  constructor(content) {
    this.content = content;
  }

  // A text with the words between its braces filled in.
  text(name, words = {}) {
    return filled(this.content.querySelector(`[data-text="${name}"]`).textContent, words);
  }

  // What a piece of private data is called.
  secret(what) {
    const named = [...this.content.querySelectorAll("[data-secret]")];
    return named.find(({ dataset }) => dataset.secret === what)?.textContent ?? what;
  }
}

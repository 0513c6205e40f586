// What a pen name keeps hidden, and what it does not.

export class PenName {
  constructor(form, few) {
    this.box = form.querySelector("[data-pen]");
    this.fewNote = form.querySelector("[data-pen-few]");
    this.few = few;
  }

  show({ pseudonym, department }) {
    this.box.hidden = !pseudonym;
    this.fewNote.hidden = !(department && this.few.includes(department));
  }
}

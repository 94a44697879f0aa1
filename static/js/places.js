// Joining: − and + beside each show, and the word that fits what was typed. Without this the number is typed, the word chosen.
const DIGITS = "०१२३४५६७८९";
const read = (text) => Number(text.replace(/[०-९]/g, (sign) => DIGITS.indexOf(sign)).replace(/\D/g, "") || 0);

for (const row of document.querySelectorAll("[data-place]")) {
  const number = row.querySelector(".stepper__number");
  const last = Number(number.dataset.last);
  const choose = () => { row.querySelector('input[type="radio"][value="to"]').checked = true; };

  number.addEventListener("input", choose);
  for (const step of row.querySelectorAll("[data-step]")) {
    step.hidden = false;
    step.addEventListener("click", () => {
      const to = Math.min(last, Math.max(0, read(number.value) + Number(step.dataset.step)));
      number.value = to.toLocaleString("en-IN");
      choose();
    });
  }
}

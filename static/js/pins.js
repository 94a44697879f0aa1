// A tap on the picture says where the face of the name is that one went to last; the fields say the same in numbers.

const frame = document.querySelector("[data-pins]");
const rows = [...document.querySelectorAll("[data-place]")];
let row = rows[0];

function draw(one) {
  const [across, down] = [...one.querySelectorAll("input")].map((field) => field.value);
  const pin = frame.querySelector(`[data-pin="${CSS.escape(one.dataset.place)}"]`);
  pin.toggleAttribute("hidden", across === "" || down === "");
  pin.setAttribute("x", `${across}%`);
  pin.setAttribute("y", `${down}%`);
}

for (const one of rows) {
  one.addEventListener("focusin", () => (row = one));
  one.addEventListener("input", () => draw(one));
}
frame?.addEventListener("click", (event) => {
  const box = frame.querySelector("img").getBoundingClientRect();
  const share = (at, from, length) => Math.min(100, Math.max(0, Math.round((100 * (at - from)) / length)));
  const [across, down] = row.querySelectorAll("input");
  across.value = share(event.clientX, box.left, box.width);
  down.value = share(event.clientY, box.top, box.height);
  draw(row);
  row = rows.find((one) => [...one.querySelectorAll("input")].some((field) => field.value === "")) || row;
});
for (const hint of document.querySelectorAll("[data-only-scripts]")) hint.hidden = false;

// Puts the marks of a cover around what is chosen in a text, or takes them away again.
const MARK = "||";

function cover(text) {
  const { selectionStart: start, selectionEnd: end, value } = text;
  const chosen = value.slice(start, end);
  const covered = value.slice(0, start).endsWith(MARK) && value.slice(end).startsWith(MARK);
  text.focus();
  if (covered) {
    text.setRangeText(chosen, start - MARK.length, end + MARK.length, "select");
  } else {
    text.setRangeText(MARK + chosen + MARK, start, end, "end");
    text.setSelectionRange(start + MARK.length, end + MARK.length);
  }
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-cover]");
  if (button) cover(document.getElementById(button.closest("markdown-toolbar").getAttribute("for")));
});

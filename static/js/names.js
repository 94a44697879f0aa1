// Joining: what is said of a name while it is typed takes the place of what was said of the one before.
document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  const field = target.id === "id_username_answer" && document.getElementById("id_username");
  if (!field) return;
  document.getElementById("id_username_error")?.remove();
  if (target.querySelector(".field__error")) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
});

// Passkeys. A form with data-passkey asks the server what to ask the device for, hands the device's answer on in its
// hidden field, and is sent. Without this, or where the browser knows no passkeys, the form stays away and says why.

const bytes = (said) => Uint8Array.from(atob(said.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

function opened(options) {
  const { publicKey } = options;
  const user = publicKey.user && { ...publicKey.user, id: bytes(publicKey.user.id) };
  return {
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      ...(user && { user }),
      ...(publicKey.allowCredentials && { allowCredentials: known(publicKey.allowCredentials) }),
      ...(publicKey.excludeCredentials && { excludeCredentials: known(publicKey.excludeCredentials) }),
    },
  };
}

function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = words(credential.response[name]);
  }
  return {
    id: credential.id,
    rawId: words(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function asked(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const { creation_options: made, request_options: used } = (await answer.json()).data;
  return made ? navigator.credentials.create(opened(made)) : navigator.credentials.get(opened(used));
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  for (const line of document.querySelectorAll("[data-passkey-missing]")) line.hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[data-passkey-said]");
    said.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify(told(await asked(form.dataset.passkey)));
      form.submit();
    } catch {
      said.textContent = form.dataset.failed;
    }
  });
}

// Counts down how long something can be undone; without it the button stays, and the service says when it is too late.
for (const form of document.querySelectorAll('form[data-undo]')) {
  const button = form.querySelector('button');
  const label = button.textContent;
  const end = Date.now() + Number(form.dataset.undo) * 1000;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left <= 0) {
      form.remove();
      return;
    }
    button.textContent = `${label} (${left})`;
    setTimeout(tick, 250);
  };
  tick();
}

// Pages of a case, better with scripts: what is typed is kept as you type, and care dates are
// counted as they change. Without scripts the buttons of the page do the same.

const WAIT = 1500; // milliseconds of quiet before typing is kept

for (const form of document.querySelectorAll("form[data-keep]")) keepTyping(form);

function keepTyping(form) {
  const count = document.getElementById("count");
  let waiting = 0;
  let sent = false;
  const post = (address) => fetch(address, { method: "POST", body: new FormData(form) });
  const keep = async () => {
    try {
      await post(form.dataset.keep);
      if (!form.dataset.count || sent) return;
      const answer = await post(form.dataset.count);
      if (answer.ok && !sent) count.innerHTML = await answer.text();
    } catch {
      // The connection is gone for now. What is typed stays on the page, and is kept next time.
    }
  };
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(waiting); // the save takes it all
  });
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, WAIT);
  });
}

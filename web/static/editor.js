// The grid, better with scripts: it saves what is typed, and reads each row aloud as you type.

const WAIT = 1200; // milliseconds of quiet before typing is kept

for (const form of document.querySelectorAll("form[data-autosave]")) keepTyping(form);
for (const grid of document.querySelectorAll("[data-grid]")) moveByKeys(grid);

/** Keep what is typed as the account's own, and show what each row says now. */
function keepTyping(form) {
  const said = form.querySelector("[data-said]");
  let waiting = 0;
  const keep = async () => {
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      said.textContent = found.said;
      for (const [id, text] of Object.entries(found.rows)) showRow(id, text);
      for (const input of form.querySelectorAll("[data-grid] input, [data-grid] textarea")) {
        input.classList.toggle("app-cell-bad", found.bad.includes(input.name));
      }
    } catch {
      said.textContent = form.dataset.lost;
    }
  };
  form.addEventListener("submit", () => clearTimeout(waiting)); // the save takes it all
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, WAIT);
  });
}

function showRow(id, text) {
  const place = document.getElementById(id);
  if (place) place.textContent = text;
}

/** Alt and an arrow move from cell to cell; arrows alone stay with the text. */
function moveByKeys(grid) {
  grid.addEventListener("keydown", (event) => {
    if (!event.altKey || !event.key.startsWith("Arrow")) return;
    const cell = event.target.closest("td");
    const row = cell?.parentElement;
    if (!row) return;
    const rows = [...grid.querySelectorAll("tr[data-row]")];
    const column = [...row.children].indexOf(cell);
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const next = rows[rows.indexOf(row) + step[0]]?.children[column + step[1]];
    const input = next?.querySelector("input:not([type=hidden]), textarea, select");
    if (input) {
      input.focus();
      event.preventDefault();
    }
  });
}

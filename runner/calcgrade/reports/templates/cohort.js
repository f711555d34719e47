"use strict";
(() => {
  const table = document.querySelector(".cohort");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.querySelectorAll("tbody tr")];
  const search = document.querySelector("#search");
  const shown = document.querySelector("#shown");
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;

  // The first screens are there at once; the many rows below follow as soon as the page is, block after
  // block, so that it answers meanwhile. Who sorts or searches wants them all.
  const waiting = [...table.tBodies].slice(2);
  const whole = () => {
    waiting.length = 0;
    table.classList.add("whole");
  };
  const more = () => {
    if (!waiting.length) return whole();
    waiting.shift().classList.add("there");
    setTimeout(more);
  };

  const sort = (column, direction) => {
    const keyed = rows.map((row) => [row.cells[column].textContent.trim(), row]);
    keyed.sort(([one], [other]) => {
      if (!one || !other) return !one - !other;
      return direction * compare(one, other);
    });
    body.append(...keyed.map(([, row]) => row));
    whole();
  };

  heads.forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => {
      const upwards = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", upwards ? "ascending" : "descending");
      sort(column, upwards ? 1 : -1);
    });
  });

  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    let count = 0;
    rows.forEach((row) => {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      count += !row.hidden;
    });
    whole();
    shown.textContent = `${count} of ${rows.length}`;
  });
  search.closest(".tools").hidden = false;
  addEventListener("load", () => setTimeout(more, 250));
})();

"use strict";
(() => {
  const table = document.querySelector(".cohort");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.querySelectorAll("tbody tr")];
  const search = document.querySelector("#search");
  const shown = document.querySelector("#shown");
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;

  const sort = (column, direction) => {
    const keyed = rows.map((row) => [row.cells[column].textContent.trim(), row]);
    keyed.sort(([one], [other]) => {
      if (!one || !other) return !one - !other;
      return direction * compare(one, other);
    });
    body.append(...keyed.map(([, row]) => row));
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
    shown.textContent = `${count} of ${rows.length}`;
  });
  search.closest(".tools").hidden = false;
  // The first screens are there at once; the many rows below follow as soon as the page is.
  const whole = () => table.classList.add("whole");
  addEventListener("load", () => setTimeout(whole, 250));
})();

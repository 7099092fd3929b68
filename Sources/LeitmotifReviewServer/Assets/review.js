// The keys of the review page. Everything works without this file, by buttons and links; with it, a decision
// and the next item are one key press, and the page's frame stays where it is.
"use strict";

const main = document.getElementById("main");
const byId = (id) => document.getElementById(id);
const item = () => main.querySelector(".item");
const form = () => main.querySelector("form.decide, form.add");
let codes = null;
let busy = false;

function say(text) {
  byId("said").textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { byId("said").textContent = ""; }, 4000);
}

// What is to be said on the page that is loaded next.
function sayNext(text) { sessionStorage.setItem("said", text); }

// What was decided last in this window, so that it can be undone: each item with what its reviewer had seen.
const last = {
  get: () => JSON.parse(sessionStorage.getItem("last") || "[]"),
  push(id, fields) {
    const made = { id, seen: fields.get("seen"), known: fields.get("known") ?? "" };
    const others = last.get().filter((one) => one.id !== id);
    sessionStorage.setItem("last", JSON.stringify([...others, made].slice(-100)));
  },
  drop(id) { sessionStorage.setItem("last", JSON.stringify(last.get().filter((one) => one.id !== id))); },
};

function show(html, path) {
  main.innerHTML = html;
  const shown = item();
  history.pushState(null, "", shown ? "/item/" + shown.dataset.id : path);
  document.title = shown ? shown.querySelector("h1").textContent.trim() : "Done";
  // An orphan may have been moved from its transcript.
  for (const link of document.querySelectorAll("nav a")) {
    link.ariaCurrent = link.pathname === "/item" ? "page" : null;
  }
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
  showPlace();
}

// The words that an item is about stand in the midst of what is seen of their surroundings.
function showPlace() {
  const around = main.querySelector(".item .context");
  const here = around && (around.querySelector(".here .mark") || around.querySelector(".here"));
  if (!here) return;
  const [outer, inner] = [around.getBoundingClientRect(), here.getBoundingClientRect()];
  around.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 3;
}

// What was typed and chosen in the form of an item goes on in the one that takes its place; what its page had
// seen does not.
function fillIn(sheet, old) {
  if (!sheet || old?.getAttribute("action") !== sheet.getAttribute("action")) return;
  const [now, then] = [sheet, old].map((one) => one.querySelector(".changes"));
  if (now && then) {
    now.replaceWith(then);
    const code = old.elements.code.value;
    if (codes && code !== sheet.elements.code.value) showAttributes(sheet, code);
  }
  for (const [name, value] of new FormData(old)) {
    const field = sheet.elements[name];
    if (field && !["seen", "known", "proposals"].includes(name)) field.value = value;
  }
}

// Sends a decision; what comes of it is the answer's status, 0 where there was none.
async function send(id, fields, word) {
  if (busy) return 0;
  busy = true;
  try {
    const answer = await fetch("/item/" + id, {
      method: "POST", headers: { Accept: "text/x-part" }, body: new URLSearchParams(fields),
    });
    const text = await answer.text();
    if (answer.ok) {
      show(text, "/item");
      say(word);
      return answer.status;
    }
    // A refusal is a whole page: what it says belongs above the item, and what was typed stays.
    const page = new DOMParser().parseFromString(text, "text/html").getElementById("main");
    const problem = page?.querySelector(".message");
    say(problem ? problem.textContent : "That did not work; nothing was written.");
    if (page?.querySelector(".item")) {
      const old = form();
      main.replaceChildren(...page.childNodes);
      fillIn(form(), old);
      showPlace();
    } else if (problem) {
      main.querySelector(".message")?.remove();
      main.querySelector("h1")?.before(problem);
    }
    return answer.status;
  } catch (error) {
    say("The review program does not answer. Nothing was written; start it again and reload.");
  } finally {
    busy = false;
    askForNews();
  }
  return 0;
}

// Whether a run has made another queue beside this one.
async function askForNews() {
  try {
    const news = await (await fetch("/news.json")).json();
    byId("news").hidden = !news.behind;
  } catch (error) {
    // The next decision will tell that the program is gone.
  }
}
setInterval(() => { if (!document.hidden) askForNews(); }, 10000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) askForNews(); });

async function decide(verdict, choice = "") {
  const sheet = form();
  if (!item() || !sheet) return;
  if (!choice && !sheet.querySelector(`button[value=${verdict}]`)) {
    return say(sheet.querySelector(".choices")
      ? "The code was split: press the number of the one that is meant." : "That cannot be decided here.");
  }
  const fields = new FormData(sheet);
  fields.set("verdict", verdict);
  fields.set("choice", choice);
  const id = item().dataset.id;
  const words = { accept: "Accepted", reject: "Rejected", modify: "Changed", defer: "Put off", memo: "Closed" };
  if (await send(id, fields, words[verdict] + ". u undoes it.") === 200) last.push(id, fields);
}

async function undo() {
  const taking = main.querySelector("form.undo");
  if (taking) {
    // Where the next page has something else to say, this is not said.
    sayNext("What you coded last here is taken back.");
    return taking.requestSubmit();
  }
  const made = last.get().at(-1);
  if (!made) return say("There is nothing to undo in this window.");
  // With what was seen for the decision, and not now: what another reviewer decided since is unseen.
  const fields = { ...made, verdict: "defer", reason: "undone", undo: "yes" };
  const status = await send(made.id, fields, "Undone.");
  if (status === 200 || status === 404) last.drop(made.id);
  // The other's decision is shown now: u again replaces it.
  if (status === 409 && item()?.dataset.id === made.id) last.push(made.id, new FormData(form()));
}

// The place of a point of the page in the transcript, in code points.
function place(node, offset) {
  const piece = (node.nodeType === 1 ? node : node.parentElement).closest("[data-start]");
  if (!piece) return null;
  const before = document.createRange();
  before.selectNodeContents(piece);
  before.setEnd(node, offset);
  return Number(piece.dataset.start) + [...before.toString()].length;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return null;
  return { start, end, words: selection.toString() };
}

function takeSpan() {
  const sheet = main.querySelector("form.move, form.decide");
  const found = selected();
  if (!sheet || !found) return say("Select the words first, with the mouse or by Shift and arrows.");
  if (sheet.matches(".move, [data-moves]")) return moveOrphan(sheet, found);
  sheet.elements.start.value = found.start;
  sheet.elements.end.value = found.end;
  const words = sheet.querySelector(".new-words");
  words.textContent = found.words;
  words.hidden = false;
  sheet.querySelector(".old-words").hidden = true;
  say("These words instead. m saves it.");
}

// Moves a decision whose words are gone to the selected ones.
async function moveOrphan(sheet, found) {
  const fields = new FormData(sheet);
  for (const [name, value] of [["start", found.start], ["end", found.end], ["verdict", "move"]]) {
    fields.set(name, value);
  }
  const id = sheet.getAttribute("action").split("/").pop();
  if (await send(id, fields, "Moved. u undoes it.") === 200) last.push(id, fields);
}

// Moves a border of the selection by a word; without a selection it begins with the evidence.
function moveBorder(which, direction) {
  const selection = getSelection();
  if (!selected()) {
    const marks = main.querySelectorAll(".here .mark");
    if (!marks.length) return;
    selection.setBaseAndExtent(
      marks[0].firstChild, 0, marks[marks.length - 1].firstChild,
      marks[marks.length - 1].firstChild.length);
  }
  const range = selection.getRangeAt(0);
  if (which === "end") {
    selection.modify("extend", direction, "word");
  } else {
    const end = [range.endContainer, range.endOffset];
    selection.collapse(range.startContainer, range.startOffset);
    selection.modify("move", direction, "word");
    selection.extend(...end);
  }
}

async function loadCodes() {
  codes = codes || (await (await fetch("/codes.json")).json());
}

function unsaid(attribute, sheet) {
  if (sheet.matches(".decide")) return "as it is";
  return attribute.default ? attribute.default + " (default)" : "not said";
}

// The fields for the attributes of a code, in the place of those that are there.
function showAttributes(sheet, id) {
  const code = codes.find((one) => one.id === id);
  sheet.querySelector(".attributes").replaceChildren(...(code?.attributes ?? []).map((attribute) => {
    const label = document.createElement("label");
    label.textContent = attribute.name + " ";
    const field = document.createElement(attribute.values.length ? "select" : "input");
    field.name = "attribute." + attribute.name;
    if (attribute.values.length) field.add(new Option(unsaid(attribute, sheet), ""));
    for (const value of attribute.values) field.add(new Option(value, value));
    label.append(field);
    return label;
  }));
}

async function chooseCode() {
  if (main.querySelector("form.add") && !selected()) return say("Select words first.");
  const found = selected();
  await loadCodes();
  const search = byId("codes-search");
  search.value = "";
  listCodes();
  const dialog = byId("codes");
  dialog.onclose = () => {
    if (!dialog.returnValue) return;
    takeCode(dialog.returnValue, found);
    dialog.returnValue = "";
  };
  dialog.showModal();
  search.focus();
}

// A note on words of a transcript, which needs no code.
function note() {
  const sheet = form();
  const found = selected();
  if (!sheet?.classList.contains("add")) return;
  if (!found) return say("Select words first.");
  openSheet("", found);
  sheet.elements.reason.focus();
}

// Shows the form of a transcript for some words, and a code or none.
function openSheet(code, found) {
  const sheet = form();
  sheet.elements.code.value = code;
  sheet.elements.start.value = found.start;
  sheet.elements.end.value = found.end;
  sheet.querySelector(".new-code").textContent = code;
  sheet.querySelector(".new-words").textContent = found.words;
  if (code) showAttributes(sheet, code);
  else sheet.querySelector(".attributes").replaceChildren();
  // Enter presses the first button that submits, seen or not.
  const add = sheet.querySelector("button[value=add]");
  add.hidden = !code;
  add.type = code ? "submit" : "button";
  sheet.hidden = false;
}

function listCodes() {
  const wanted = byId("codes-search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = codes.filter((code) => {
    const text = (code.id + " " + code.name).toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  byId("codes-list").replaceChildren(...fits.slice(0, 200).map((code, index) => {
    const row = document.createElement("li");
    row.role = "option";
    row.id = "code-" + index;
    row.dataset.code = code.id;
    row.ariaSelected = index === 0 ? "true" : "false";
    row.textContent = code.id + (code.name && !code.id.endsWith(code.name) ? " – " + code.name : "");
    row.onclick = () => byId("codes").close(code.id);
    return row;
  }));
  byId("codes-search").setAttribute("aria-activedescendant", fits.length ? "code-0" : "");
}

function moveChoice(step) {
  const rows = [...byId("codes-list").children];
  const now = rows.findIndex((row) => row.ariaSelected === "true");
  const next = rows[Math.max(0, Math.min(rows.length - 1, now + step))];
  if (!next) return;
  rows.forEach((row) => { row.ariaSelected = row === next ? "true" : "false"; });
  next.scrollIntoView({ block: "nearest" });
  byId("codes-search").setAttribute("aria-activedescendant", next.id);
}

function takeCode(code, found) {
  const sheet = form();
  if (!sheet) return;
  if (sheet.classList.contains("add")) {
    openSheet(code, found);
    sheet.querySelector(".attributes select, .attributes input, button[value=add]").focus();
  } else {
    sheet.elements.code.value = code;
    sheet.querySelector(".new-code").textContent = code;
    showAttributes(sheet, code);
    say("This code instead. m saves it.");
  }
}

function toAttributes() {
  const field = main.querySelector("[name^='attribute.']");
  if (field) field.focus();
  else say("The code has no attributes.");
}

function go(id) {
  if (id) location.assign("/item/" + id);
}

const keys = {
  a: () => decide("accept"), r: () => decide("reject"), d: () => decide("defer"),
  m: () => (item() ? decide("modify") : note()), x: () => decide("memo"), c: chooseCode, s: takeSpan, u: undo,
  t: toAttributes,
  w: () => form()?.elements.reason.focus(),
  n: () => go(item()?.dataset.next), j: () => go(item()?.dataset.next),
  p: () => go(item()?.dataset.previous), k: () => go(item()?.dataset.previous),
  "?": () => byId("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, select, textarea");
  if (event.target.id === "codes-search") {
    if (event.key === "ArrowDown") { moveChoice(1); event.preventDefault(); }
    if (event.key === "ArrowUp") { moveChoice(-1); event.preventDefault(); }
    if (event.key === "Enter") {
      const row = byId("codes-list").querySelector("[aria-selected=true]");
      if (row) byId("codes").close(row.dataset.code);
      event.preventDefault();
    }
    return;
  }
  if (field) {
    const sheet = field.form;
    if (event.key === "Enter" && sheet?.matches(".add") && field.matches("select")) {
      sheet.requestSubmit(sheet.querySelector("button[value=add]"));
      event.preventDefault();
    }
    // In the form of an item Enter would press its first button: it leads back to the keys, as Esc does.
    const leaves = event.key === "Escape" || (event.key === "Enter" && sheet?.matches(".decide"));
    if (leaves) {
      event.preventDefault();
      field.blur();
      main.focus();
      // The form of a coding or a note is left altogether.
      if (sheet?.matches(".add")) sheet.hidden = true;
    }
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && item()) {
    const direction = event.key === "ArrowLeft" ? "backward" : "forward";
    if (event.shiftKey && !event.ctrlKey) { moveBorder("end", direction); event.preventDefault(); }
    if (event.altKey) { moveBorder("start", direction); event.preventDefault(); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const choice = main.querySelectorAll(".choices button")[Number(event.key) - 1];
  const act = choice ? () => decide("modify", choice.value) : keys[event.key];
  if (!act || !main.querySelector(".item, .transcript, .done")) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.closest("form.decide") && (button.name === "verdict" || button.name === "choice")) {
    event.preventDefault();
    if (button.name === "choice") decide("modify", button.value);
    else decide(button.value);
  }
  const act = {
    code: chooseCode, span: takeSpan, undo, keys: keys["?"],
    leave: () => { form().hidden = true; },
  }[button.dataset.do];
  if (act) act();
});

document.addEventListener("submit", (event) => {
  if (event.target.matches(".add")) sayNext(event.submitter?.value === "add" ? "Saved. u takes it back." : "Saved.");
});

// A page that is being made is asked for until it is there.
async function awaitPage() {
  const waiting = main.querySelector("[data-waits]");
  if (!waiting) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/x-part" } });
    if (answer.ok) main.innerHTML = await answer.text();
  } catch (error) {
    // It is asked for again.
  }
  setTimeout(awaitPage, 400);
}
setTimeout(awaitPage, 400);

if (sessionStorage.getItem("said")) {
  // What the page was to say does not hold where it was refused.
  if (!main.querySelector(".message")) say(sessionStorage.getItem("said"));
  sessionStorage.removeItem("said");
}

byId("codes-search").addEventListener("input", listCodes);
addEventListener("popstate", () => location.reload());

document.addEventListener("input", (event) => {
  const rows = event.target.dataset.filters;
  if (!rows) return;
  const wanted = event.target.value.toLowerCase();
  for (const row of main.querySelectorAll(rows)) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted);
  }
});

showPlace();

// A link to a place goes to the piece of text that holds it.
if (location.hash.startsWith("#at")) {
  const wanted = Number(location.hash.slice(3));
  const before = [...main.querySelectorAll("[data-start]")].filter((piece) => Number(piece.dataset.start) <= wanted);
  before.at(-1)?.scrollIntoView({ block: "center" });
}

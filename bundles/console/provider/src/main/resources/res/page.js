// What the pages of all sections use: asking the REST interface, building elements, writing numbers and times.
// Text only ever becomes a text node, so nothing from the network can turn into markup.
"use strict";
const bailey = (() => {
  const frame = document.getElementById("bailey");
  const api = frame.dataset.api;

  // A text goes as PEM, anything else as JSON.
  async function ask(method, path, body) {
    const text = typeof body === "string";
    const answer = await fetch(api + path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      headers: body === undefined ? {} : {"Content-Type": text ? "application/x-pem-file" : "application/json"},
      body: body === undefined || text ? body : JSON.stringify(body),
    });
    if (answer.status === 401) {
      location.assign("/login?to=" + encodeURIComponent(location.pathname + location.search));
      throw new Error("signed out");
    }
    const json = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : null;
    if (answer.status === 404 && json === null) {
      throw new Error("the part that answers is just being replaced");
    }
    if (!answer.ok) {
      throw new Error(json && json.detail ? json.detail : "The appliance answered " + answer.status);
    }
    return json;
  }

  // Calls work now and then again, each time after it is done; pauses while nobody looks at the page.
  function every(milliseconds, work) {
    let lost = null;
    async function turn() {
      if (!document.hidden) {
        try {
          await work();
          if (lost) {
            lost.remove();
            lost = null;
          }
        } catch (problem) {
          if (!lost) {
            lost = element("div", {class: "bailey-lost"});
            document.body.append(lost);
          }
          lost.textContent = "No fresh data: " + problem.message;
        }
      }
      setTimeout(turn, milliseconds);
    }
    turn();
  }

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) {
        made.addEventListener(name.slice(2), value);
      } else if (value !== null && value !== undefined && value !== false) {
        made.setAttribute(name, value);
      }
    }
    made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined).map(child =>
      child instanceof Node ? child : String(child)));
    return made;
  }

  // What has a data-key stays as its reader left it: folded out, scrolled, with the focus.
  function replace(id, ...children) {
    const place = document.getElementById(id);
    const active = place.contains(document.activeElement) ? document.activeElement : null;
    const focus = active && active.closest("[data-key]") ? active.closest("[data-key]").dataset.key : null;
    const inside = active && active.tagName === "SUMMARY";
    const opened = new Set([...place.querySelectorAll("details[open][data-key]")].map(one => one.dataset.key));
    const scrolled = new Map([...place.querySelectorAll(".scroll[data-key]")].map(one => [one.dataset.key, one.scrollLeft]));
    place.replaceChildren(...children.flat(Infinity).filter(child => child));
    for (const one of place.querySelectorAll("[data-key]")) {
      const key = one.dataset.key;
      if (opened.has(key)) {
        one.open = true;
      }
      if (scrolled.get(key)) {
        one.scrollLeft = scrolled.get(key);
      }
      if (key === focus) {
        (inside ? one.querySelector("summary") : one).focus({preventScroll: true});
      }
    }
  }

  function facts(pairs) {
    return element("dl", {class: "facts"}, pairs.filter(([, value]) => value !== undefined && value !== null && value !== "")
      .map(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
  }

  function card(title, ...children) {
    return element("section", {class: "card"}, element("h3", {}, title), ...children);
  }

  function note(sentence, kind) {
    return element("div", {class: "note " + (kind || "")}, sentence);
  }

  const number = value => Number(value).toLocaleString("en");

  function bytes(value) {
    const units = ["B", "KiB", "MiB", "GiB"];
    let unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return value.toFixed(unit === 0 || value >= 100 ? 0 : 1) + " " + units[unit];
  }

  function duration(milliseconds) {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    const two = value => String(value).padStart(2, "0");
    const days = Math.floor(seconds / 86400);
    const clock = (seconds >= 3600 ? Math.floor(seconds / 3600) % 24 + ":" + two(Math.floor(seconds / 60) % 60)
      : Math.floor(seconds / 60)) + ":" + two(seconds % 60);
    return days > 0 ? days + " d " + clock : clock;
  }

  const time = text => text ? new Date(text).toLocaleTimeString([], {hour12: false}) : "";
  const moment = text => text ? new Date(text).toLocaleString([], {hour12: false}) : "";

  // Our pages side by side, as the console's menu lists them, so that going from one to the next is one click.
  function tabs() {
    const menu = [...document.querySelectorAll("#navmenu > li")].find(item => item.firstElementChild.textContent.trim() === "Bailey");
    const links = menu ? [...menu.querySelectorAll(":scope > ul a")] : [];
    const first = ["overview", "calls", "media", "zones"];
    const place = link => (first.indexOf(link.pathname.split("/").pop()) + first.length + 1) % (first.length + 1);
    links.sort((a, b) => place(a) - place(b));
    frame.prepend(element("nav", {class: "tabs"}, links.map(link =>
      element("a", {href: link.getAttribute("href"), "aria-current": link.pathname === location.pathname ? "page" : null}, link.textContent.trim()))));
  }
  tabs();

  return {
    get: path => ask("GET", path),
    send: ask,
    admin: frame.dataset.role === "ADMIN",
    root: frame.dataset.root,
    every, element, replace, facts, card, note, number, bytes, duration, time, moment,
  };
})();

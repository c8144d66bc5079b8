"use strict";
(() => {
  const {element} = bailey;
  const form = document.getElementById("form");

  async function show() {
    const {users} = await bailey.get("/users");
    bailey.replace("list", element("table", {class: "list"},
      element("thead", {}, element("tr", {}, element("th", {}, "User"), element("th", {}, "Role"), element("th", {}))),
      element("tbody", {}, users.map(user => element("tr", {},
        element("td", {}, user.name, user.you ? element("span", {class: "soft"}, " (you)") : null),
        element("td", {}, element("span", {class: "tag"}, user.role === "ADMIN" ? "administrator" : "viewer")),
        element("td", {class: "number"}, element("button", {class: "danger", disabled: bailey.admin ? null : "", onclick: () => remove(user.name)}, "Remove")))))));
  }

  async function change(method, name, body, sentence) {
    try {
      await bailey.send(method, "/users/" + encodeURIComponent(name), body);
      bailey.replace("said", bailey.note(sentence, "on"));
      form.reset();
    } catch (problem) {
      bailey.replace("said", bailey.note(problem.message, "off"));
    }
    await show();
  }

  function remove(name) {
    if (confirm("Remove the user " + name + "?")) {
      change("DELETE", name, undefined, name + " is removed.");
    }
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    const data = new FormData(form);
    const body = {role: data.get("role")};
    if (data.get("password") !== "") {
      body.password = data.get("password");
    }
    change("PUT", data.get("name"), body, data.get("name") + " is saved.");
  });
  for (const field of bailey.admin ? [] : form.elements) {
    field.disabled = true;
  }
  show();
})();

package org.bailey.peertest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A browser without a screen, with one page. Driven by the DevTools protocol. Not safe for two threads. */
public final class Chromium extends Peer {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DevTools page;

    private Chromium(Path folder) {
        super(
                "chromium",
                folder,
                List.of(
                        Debian.program("chromium", "chromium").toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--ignore-certificate-errors",
                        "--no-first-run",
                        "--window-size=1280,900",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--remote-debugging-port=0",
                        "about:blank"),
                Map.of("HOME", folder.toString()));
        int port = Integer.parseInt(awaitOutput(START, "^DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/")
                .group(1));
        page = DevTools.newPage(port);
        page.call("Page.enable", Json.createObjectBuilder());
        page.call("DOM.enable", Json.createObjectBuilder());
    }

    /** Starts one; certificates nobody signed are all right for it. */
    public static Chromium start(Stage stage) {
        return stage.add(new Chromium(stage.folder("chromium")));
    }

    /** Goes to that address and waits until the page is there. */
    public void open(String url) {
        evaluate("window.left = true");
        page.call("Page.navigate", Json.createObjectBuilder().add("url", url));
        await("!window.left && document.readyState === 'complete' && (location.href.startsWith(" + text(url)
                + ") || location.pathname === '/login')");
    }

    /** Waits until a JavaScript expression is true in the page; while pages change none is. */
    public void await(String expression) {
        Await.value(
                PATIENCE,
                () -> expression + " in the browser, which shows:\n" + shown(),
                () -> isTrue(expression) ? Optional.of(true) : Optional.empty());
    }

    /** Waits until what is read on the page has these words. */
    public void awaitWords(String words) {
        await("document.body.innerText.includes(" + text(words) + ")");
    }

    /** {@return what can be read on the page} */
    public String shown() {
        JsonObject value = evaluate("document.body ? document.body.innerText : ''");
        return value.getString("value", "");
    }

    private boolean isTrue(String expression) {
        return evaluate("!!(" + expression + ")").getBoolean("value", false);
    }

    private JsonObject evaluate(String expression) {
        JsonObject answer = page.call(
                "Runtime.evaluate",
                Json.createObjectBuilder().add("expression", expression).add("returnByValue", true));
        return answer.getJsonObject("result");
    }

    /** Writes into the field that a CSS selector finds, as somebody who types does. */
    public void type(String selector, String words) {
        await(there(selector));
        evaluate(there(selector) + ".focus()");
        page.call("Input.insertText", Json.createObjectBuilder().add("text", words));
    }

    /** Clicks on what a CSS selector finds, with the mouse, where it is seen. */
    public void click(String selector) {
        clickOn(there(selector));
    }

    /** Clicks on the button with these words. */
    public void clickButton(String words) {
        clickOn("[...document.querySelectorAll('button')].find(one => one.innerText === " + text(words)
                + " && !one.disabled)");
    }

    private void clickOn(String element) {
        await(element);
        evaluate(element + ".scrollIntoView({block: 'center'})");
        String[] middle = evaluate("(box => (box.x + box.width / 2) + ' ' + (box.y + box.height / 2))(" + element
                        + ".getBoundingClientRect())")
                .getString("value")
                .split(" ");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            page.call(
                    "Input.dispatchMouseEvent",
                    Json.createObjectBuilder()
                            .add("type", type)
                            .add("x", Double.parseDouble(middle[0]))
                            .add("y", Double.parseDouble(middle[1]))
                            .add("button", "left")
                            .add("clickCount", 1));
        }
    }

    /** Chooses a file for the field that a CSS selector finds. */
    public void choose(String selector, Path file) {
        await(there(selector));
        JsonObject root = page.call("DOM.getDocument", Json.createObjectBuilder());
        int node = page.call(
                        "DOM.querySelector",
                        Json.createObjectBuilder()
                                .add("nodeId", root.getJsonObject("root").getInt("nodeId"))
                                .add("selector", selector))
                .getInt("nodeId");
        page.call(
                "DOM.setFileInputFiles",
                Json.createObjectBuilder()
                        .add("nodeId", node)
                        .add("files", Json.createArrayBuilder().add(file.toString())));
    }

    /** Keeps a picture of the page where a CSS selector finds something. */
    public void picture(String selector, Path png) {
        evaluate(there(selector) + ".scrollIntoView({block: " + text(selector.equals("body") ? "start" : "center")
                + "})");
        JsonObjectBuilder how = Json.createObjectBuilder().add("format", "png");
        String bytes = page.call("Page.captureScreenshot", how).getString("data");
        try {
            Files.createDirectories(png.getParent());
            Files.write(png, Base64.getDecoder().decode(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String there(String selector) {
        return "document.querySelector(" + text(selector) + ")";
    }

    private static String text(String words) {
        return Json.createValue(words).toString();
    }

    @Override
    public void close() {
        page.close();
        super.close();
    }
}

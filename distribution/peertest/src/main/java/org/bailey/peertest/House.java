package org.bailey.peertest;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The stage of what stays for all tests of a class. Registered as a static field, before those who play on it. */
public final class House implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private final Stage stage = new Stage();

    @Override
    public void beforeAll(ExtensionContext context) {
        stage.open(Path.of("target", "peers", context.getRequiredTestClass().getSimpleName(), "house")
                .toAbsolutePath());
    }

    /** The next test begins with no call and no media port of the one before. */
    @Override
    public void afterEach(ExtensionContext context) {
        stage.betweenTests();
    }

    /** Its stage. */
    public Stage stage() {
        return stage;
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        stage.leave(context, context.getRequiredTestClass().getSimpleName());
    }
}

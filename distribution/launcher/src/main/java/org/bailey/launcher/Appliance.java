package org.bailey.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.bailey.launcher.feature.Feature;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** The framework of one appliance, filled from the features and moved through its start levels. */
final class Appliance {
    /** How long a stop may take before the process ends without waiting further. */
    static final long STOP_MILLIS = 4500;

    private final Framework framework;
    private final List<Feature> features;
    private final BundleStock stock;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Appliance(Preparation preparation, Path stampFile) {
        this.framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(preparation.properties());
        this.features = preparation.features();
        this.stock = new BundleStock(preparation.repository(), stampFile);
    }

    /** Installs what the features say and starts level 1: the logging. */
    void prepare() throws Exception {
        framework.init();
        framework.getBundleContext().addFrameworkListener(this::note);
        stock.reconcile(framework.getBundleContext(), features);
        framework.start();
    }

    /** Starts all bundles up to {@code level} and returns when they are started. */
    void raiseTo(int level) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(level, event -> {
            if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
                reached.countDown();
            }
        });
        reached.await();
    }

    private void note(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            Throwable cause = event.getThrowable();
            String name = event.getBundle().getSymbolicName();
            failures.add(cause instanceof BundleException ? cause.getMessage() : name + ": " + cause);
        }
    }

    /** Bundles that should run and do not, each with its name and state; empty when all is well. */
    List<String> absent() {
        List<String> absent = new ArrayList<>();
        for (Bundle bundle : context().getBundles()) {
            boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
            boolean runs = bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
            if (!fragment && !runs) {
                absent.add(bundle.getSymbolicName() + " " + bundle.getVersion());
            }
        }
        return absent;
    }

    /** What the framework reported since the last call. */
    List<String> takeFailures() {
        List<String> taken = new ArrayList<>();
        for (String failure = failures.poll(); failure != null; failure = failures.poll()) {
            taken.add(failure);
        }
        return taken;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /**
     * Blocks until the framework has stopped.
     *
     * @return true when it is to be started again: a restart asked for in the console
     */
    boolean awaitStop() throws InterruptedException {
        int type = framework.waitForStop(0).getType();
        return type == FrameworkEvent.STOPPED_UPDATE || type == FrameworkEvent.STOPPED_SYSTEM_REFRESHED;
    }

    void stop() {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            System.err.println("The framework did not stop cleanly: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

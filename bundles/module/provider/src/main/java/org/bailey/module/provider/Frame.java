package org.bailey.module.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bailey.module.provider.Snapshot.Installed;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

/** The framework as updates see it. */
final class Frame {
    /** Which of several versions serves: running after stopped, newer after older. */
    static final Comparator<Bundle> SERVING = Comparator.comparing((Bundle each) -> each.getState() == Bundle.ACTIVE)
            .thenComparing(Bundle::getVersion);

    private static final long REFRESH_SECONDS = 60;

    final BundleContext context;
    final ServiceComponentRuntime components;

    Frame(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    Snapshot snapshot(Map<String, Set<String>> calls) {
        Map<Long, Set<String>> uses = new HashMap<>();
        Map<Long, Set<String>> holds = new HashMap<>();
        for (ComponentDescriptionDTO each : components.getComponentDescriptionDTOs()) {
            for (ReferenceDTO reference : each.references) {
                uses.computeIfAbsent(each.bundle.id, id -> new HashSet<>()).add(reference.interfaceName);
                if ("static".equals(reference.policy) && reference.cardinality.startsWith("1")) {
                    holds.computeIfAbsent(each.bundle.id, id -> new HashSet<>()).add(reference.interfaceName);
                }
            }
        }
        List<Installed> installed = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            BundleFacts facts = bundle.getBundleId() == 0 ? framework(bundle) : facts(bundle);
            if (facts != null) {
                installed.add(new Installed(
                        bundle.getBundleId(),
                        facts,
                        bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING,
                        uses.getOrDefault(bundle.getBundleId(), Set.of()),
                        holds.getOrDefault(bundle.getBundleId(), Set.of()),
                        wires(bundle)));
            }
        }
        return new Snapshot(installed, calls, context.getBundle().getSymbolicName());
    }

    static BundleFacts facts(Bundle bundle) {
        Dictionary<String, String> headers = bundle.getHeaders("");
        return bundle.getSymbolicName() == null
                ? new BundleFacts(bundle.getLocation(), bundle.getVersion(), Map.of(), Map.of(), Set.of(), false, false)
                : BundleFacts.of(headers::get);
    }

    /** What the framework exports is known to its wiring only. */
    private static BundleFacts framework(Bundle bundle) {
        Map<String, Set<Version>> exports = new HashMap<>();
        for (BundleCapability each : bundle.adapt(BundleWiring.class).getCapabilities("osgi.wiring.package")) {
            String name = String.valueOf(each.getAttributes().get("osgi.wiring.package"));
            exports.computeIfAbsent(name, path -> new HashSet<>())
                    .add((Version) each.getAttributes().get("version"));
        }
        return new BundleFacts(
                bundle.getSymbolicName(), bundle.getVersion(), exports, Map.of(), Set.of(), false, false);
    }

    private static Set<Long> wires(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        Set<Long> found = new HashSet<>();
        if (wiring != null) {
            for (BundleWire wire : wiring.getRequiredWires(null)) {
                found.add(wire.getProvider().getBundle().getBundleId());
            }
        }
        found.remove(bundle.getBundleId());
        return found;
    }

    /** {@return the bundle that serves under a name: running before stopped, newer before older} */
    Optional<Bundle> find(String name) {
        return Arrays.stream(context.getBundles())
                .filter(each -> name.equals(each.getSymbolicName()))
                .max(SERVING);
    }

    static boolean starts(Bundle bundle) {
        return !facts(bundle).single() || bundle.getHeaders("").get("Fragment-Host") == null;
    }

    boolean meantToRun(Bundle bundle) {
        if (bundle.getState() == Bundle.UNINSTALLED) {
            return false;
        }
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        return level.isPersistentlyStarted()
                && level.getStartLevel()
                        <= context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
    }

    /** {@return whether the appliance is being stopped, and bundles go that should} */
    boolean stopping() {
        int state = context.getBundle(0).getState();
        return state != Bundle.ACTIVE && state != Bundle.STARTING;
    }

    /** Wires everything anew that has classes of these, and returns when that is done. */
    void refresh(List<Bundle> changed) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(changed, event -> done.countDown());
        if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the framework did not wire anew within " + REFRESH_SECONDS + " s");
        }
    }
}

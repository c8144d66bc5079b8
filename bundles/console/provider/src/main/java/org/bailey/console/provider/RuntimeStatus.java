package org.bailey.console.provider;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bailey.console.StatusSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Threads, memory and logins. */
@Component
public final class RuntimeStatus implements StatusSource {
    private final Gate gate;

    @Activate
    public RuntimeStatus(@Reference SignIn signIn) {
        gate = signIn.gate();
    }

    @Override
    public String word() {
        return "runtime";
    }

    @Override
    public JsonObject status() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        JsonObjectBuilder groups = Json.createObjectBuilder();
        groups(threads).forEach(groups::add);
        return Json.createObjectBuilder()
                .add("java", System.getProperty("java.version", ""))
                .add("upMillis", ManagementFactory.getRuntimeMXBean().getUptime())
                .add("heapUsedBytes", heap.getUsed())
                .add("heapMaxBytes", heap.getMax())
                .add("processors", Runtime.getRuntime().availableProcessors())
                .add("logins", gate.logins())
                .add("threads", threads.getThreadCount())
                .add("threadsByName", groups)
                .build();
    }

    /** Our threads without their numbers, {@code bailey-sip}; everything else under {@code other}. */
    private static Map<String, Integer> groups(ThreadMXBean threads) {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .map(name -> name.startsWith("bailey-") ? name.replaceFirst("-\\d+$", "") : "other")
                .collect(Collectors.toMap(name -> name, name -> 1, Integer::sum, TreeMap::new));
    }
}

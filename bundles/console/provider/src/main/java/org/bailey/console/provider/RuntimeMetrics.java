package org.bailey.console.provider;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.bailey.console.Metric;
import org.bailey.console.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Threads, memory, garbage collection and logins, for monitoring. */
@Component
public final class RuntimeMetrics implements MetricSource {
    private final Gate gate;

    @Activate
    public RuntimeMetrics(@Reference SignIn signIn) {
        gate = signIn.gate();
    }

    @Override
    public String word() {
        return "runtime";
    }

    @Override
    public List<Metric> metrics() {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        double collecting = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
                .sum();
        return List.of(
                Metric.gauge(
                        "bailey_runtime_up_seconds",
                        "Time since the appliance was started",
                        ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0),
                Metric.gauge("bailey_runtime_heap_used_bytes", "Memory of the Java heap in use", heap.getUsed()),
                Metric.gauge("bailey_runtime_heap_limit_bytes", "Memory the Java heap may use", heap.getMax()),
                Metric.counter(
                        "bailey_runtime_collection_seconds_total",
                        "Time spent on garbage collection",
                        collecting / 1000),
                Metric.gauge(
                        "bailey_runtime_threads",
                        "Threads that run",
                        ManagementFactory.getThreadMXBean().getThreadCount()),
                Metric.gauge("bailey_runtime_logins", "People signed in to the console", gate.logins()));
    }
}

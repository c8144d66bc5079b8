package org.bailey.system.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bailey.system.NameResolver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * DNS by dnsjava with resolvers of our own. Every change of the configuration starts with an empty cache; who waits for
 * an answer still gets it. Stages complete on {@code bailey-system-0}, or at once from hosts file and cache.
 */
@Component(configurationPid = "org.bailey.system")
public final class DnsNameResolver implements NameResolver {
    private static final Path MACHINE = Path.of("/etc/resolv.conf");
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ThreadPoolExecutor executor = executor();
    private final HostsFile hosts;
    private final List<DomainServers> domains = new ArrayList<>();
    private SystemSettings settings;
    private List<InetSocketAddress> machineServers = List.of();
    private volatile long looked = System.nanoTime();
    private volatile DnsLookup lookup;

    @Activate
    public DnsNameResolver(SystemConfig config) {
        hosts = new HostsFile(Path.of("/etc/hosts"));
        settings = ConfiguredIdentity.STORED.begin(config);
        lookup = lookup();
    }

    private DnsNameResolver(SystemSettings settings, Path hostsFile) {
        hosts = new HostsFile(hostsFile);
        this.settings = settings;
        lookup = lookup();
    }

    /** {@return a resolver outside a container; close it with {@link #deactivate}} */
    public static DnsNameResolver asking(List<InetSocketAddress> servers, Path hostsFile) {
        SystemSettings none = SystemSettings.NOTHING_SET;
        return new DnsNameResolver(
                new SystemSettings("", "", "", servers, none.dnsTimeout(), none.longestTtl(), none.timeZone()),
                hostsFile);
    }

    @Modified
    synchronized void reconfigure(SystemConfig config) {
        settings = ConfiguredIdentity.STORED.change(settings, config);
        lookup = lookup();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addDomains(DomainServers more) {
        domains.add(more);
        lookup = lookup();
    }

    synchronized void removeDomains(DomainServers gone) {
        domains.remove(gone);
        lookup = lookup();
    }

    /** Who waits for an answer still gets it; the thread ends soon after the last one. */
    @Deactivate
    public void deactivate() {
        executor.setKeepAliveTime(50, TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<Answer<Service>> services(String name) {
        return current().services(name);
    }

    @Override
    public CompletionStage<Answer<Pointer>> pointers(String name) {
        return current().pointers(name);
    }

    @Override
    public CompletionStage<Answer<InetAddress>> addresses(String name) {
        return current().addresses(name);
    }

    /** The machine's own servers may come later than we do, or change with its network. */
    private DnsLookup current() {
        long now = System.nanoTime();
        if (now - looked > LOOK_EVERY_NANOS) {
            looked = now;
            List<InetSocketAddress> servers = ResolvConf.servers(MACHINE);
            synchronized (this) {
                if (!servers.equals(machineServers)) {
                    lookup = lookup();
                }
            }
        }
        return lookup;
    }

    private DnsLookup lookup() {
        machineServers = ResolvConf.servers(MACHINE);
        return new DnsLookup(settings, machineServers, List.copyOf(domains), hosts, executor, System::nanoTime);
    }

    private static ThreadPoolExecutor executor() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "bailey-system-0");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        return one;
    }
}

package org.bailey.system.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.bailey.system.NameResolver;
import org.bailey.system.NameResolver.Answer;
import org.bailey.system.NameResolver.Service;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Lookups with one set of settings: literal addresses, hosts file, cache, then the servers for the name's domain. */
final class DnsLookup implements NameResolver {
    private static final int LONGEST_CHAIN = 8;
    private static final Duration FIXED = Duration.ofHours(1);
    private static final Duration HOSTS_FILE = Duration.ofSeconds(1);

    private record Special(DomainServers domains, ServerGroup servers) {}

    private final SystemSettings settings;
    private final HostsFile hosts;
    private final ServerGroup servers;
    private final List<Special> specials;
    private final AnswerCache cache;
    private final LongSupplier nanoClock;

    DnsLookup(
            SystemSettings settings,
            List<InetSocketAddress> machineServers,
            List<DomainServers> domains,
            HostsFile hosts,
            Executor executor,
            LongSupplier nanoClock) {
        this.settings = settings;
        this.hosts = hosts;
        this.nanoClock = nanoClock;
        List<InetSocketAddress> chosen = settings.dnsServers().isEmpty() ? machineServers : settings.dnsServers();
        servers = new ServerGroup(chosen, settings.dnsTimeout(), executor, nanoClock);
        specials = domains.stream()
                .map(d -> new Special(d, new ServerGroup(d.servers(), settings.dnsTimeout(), executor, nanoClock)))
                .toList();
        cache = new AnswerCache(nanoClock, settings.longestTtl().toSeconds());
    }

    @Override
    public CompletionStage<Answer<Service>> services(String name) {
        return find(name, Type.SRV).thenApply(held -> {
            List<Service> found = new ArrayList<>();
            for (Record record : records(held)) {
                SRVRecord srv = (SRVRecord) record;
                if (!srv.getTarget().equals(Name.root)) {
                    found.add(new Service(
                            srv.getPriority(), srv.getWeight(), srv.getPort(), ReplyReader.text(srv.getTarget())));
                }
            }
            String problem = found.isEmpty() && !records(held).isEmpty()
                    ? name + " says that this service is not offered (SRV target \".\")"
                    : problem(held);
            List<Service> order = ServiceOrder.draw(found, ThreadLocalRandom.current()::nextInt);
            return new Answer<>(order, left(held), problem);
        });
    }

    @Override
    public CompletionStage<Answer<Pointer>> pointers(String name) {
        return find(name, Type.NAPTR).thenApply(held -> {
            List<Pointer> found = records(held).stream()
                    .map(NAPTRRecord.class::cast)
                    .filter(naptr -> naptr.getFlags().equalsIgnoreCase("s"))
                    .sorted(Comparator.comparingInt(NAPTRRecord::getOrder).thenComparing(NAPTRRecord::getPreference))
                    .map(naptr -> new Pointer(naptr.getService(), ReplyReader.text(naptr.getReplacement())))
                    .toList();
            return new Answer<>(found, left(held), problem(held));
        });
    }

    @Override
    public CompletionStage<Answer<InetAddress>> addresses(String name) {
        InetAddress literal = ServerAddress.literal(name);
        if (literal != null) {
            return CompletableFuture.completedFuture(new Answer<>(List.of(literal), FIXED, ""));
        }
        String full = settings.qualify(name);
        List<InetAddress> fixed = hosts.addresses(name);
        fixed = fixed.isEmpty() ? hosts.addresses(full) : fixed;
        if (!fixed.isEmpty()) {
            return CompletableFuture.completedFuture(new Answer<>(fixed, HOSTS_FILE, ""));
        }
        return find(full, Type.A).thenCombine(find(full, Type.AAAA), this::both);
    }

    private Answer<InetAddress> both(AnswerCache.Held v4, AnswerCache.Held v6) {
        List<InetAddress> found = Stream.concat(
                        records(v4).stream().map(r -> ((ARecord) r).getAddress()),
                        records(v6).stream().map(r -> ((AAAARecord) r).getAddress()))
                .toList();
        if (!found.isEmpty()) {
            Duration ttl = records(v4).isEmpty() ? left(v6) : left(v4);
            return new Answer<>(found, ttl, "");
        }
        AnswerCache.Held telling = v4.reply() instanceof Reply.Nothing && v6.reply() instanceof Reply.Failed ? v6 : v4;
        return new Answer<>(List.of(), left(telling), problem(telling));
    }

    private CompletionStage<AnswerCache.Held> find(String text, int type) {
        try {
            return cache.get(Name.fromString(text, Name.root), type, (n, t) -> follow(n, t, 0));
        } catch (TextParseException noName) {
            Reply reply = new Reply.Nothing("'" + text + "' cannot be a DNS name: " + noName.getMessage(), 3600);
            return CompletableFuture.completedFuture(new AnswerCache.Held(reply, nanoClock.getAsLong()));
        }
    }

    private CompletionStage<Reply> follow(Name name, int type, int step) {
        return serversFor(name).ask(name, type).thenCompose(reply -> {
            if (!(reply instanceof Reply.Alias alias)) {
                return CompletableFuture.completedFuture(reply);
            }
            if (step == LONGEST_CHAIN) {
                return CompletableFuture.completedFuture(new Reply.Failed(
                        ReplyReader.text(name) + " is the end of a chain of more than " + LONGEST_CHAIN + " aliases",
                        5));
            }
            return follow(alias.target(), type, step + 1).thenApply(r -> shortened(r, alias.ttl()));
        });
    }

    private static Reply shortened(Reply reply, long ttl) {
        return reply instanceof Reply.Records r ? new Reply.Records(r.records(), Math.min(r.ttl(), ttl)) : reply;
    }

    private ServerGroup serversFor(Name name) {
        String text = ReplyReader.text(name);
        int best = -1;
        ServerGroup chosen = servers;
        for (Special special : specials) {
            int fit = special.domains.fit(text);
            if (fit > best) {
                best = fit;
                chosen = special.servers;
            }
        }
        return chosen;
    }

    private static List<Record> records(AnswerCache.Held held) {
        return held.reply() instanceof Reply.Records found ? found.records() : List.of();
    }

    private static String problem(AnswerCache.Held held) {
        if (held.reply() instanceof Reply.Nothing nothing) {
            return nothing.problem();
        }
        return held.reply() instanceof Reply.Failed failed ? failed.problem() : "";
    }

    private Duration left(AnswerCache.Held held) {
        return Duration.ofNanos(Math.max(0, held.until() - nanoClock.getAsLong()));
    }
}

package org.bailey.lab.frontend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.SipMessage;
import org.bailey.lab.wire.Wire;

/** One request on its way through: every branch it forked into and what goes back (RFC 3261 section 16). On the loop. */
final class Forwarding {
    private final Wire wire;
    final Link from;
    final SipMessage request;
    private final List<Branch> branches = new ArrayList<>();
    private boolean finished;

    Forwarding(Wire wire, Link from, SipMessage request) {
        this.wire = wire;
        this.from = from;
        this.request = request;
    }

    void add(Branch branch) {
        branches.add(branch);
    }

    boolean invite() {
        return request.method().equals("INVITE");
    }

    /** An answer came back on a branch. */
    void answered(Branch branch, SipMessage answer) {
        boolean repeated = branch.done();
        if (invite() && answer.status() >= 300) {
            wire.send(branch.link, ack(branch, answer));
        }
        if (answer.status() >= 200 && answer.status() < 300) {
            branch.last = answer;
            finished = true;
            back(answer);
            cancelOthers(branch);
            return;
        }
        if (repeated) {
            return;
        }
        if (answer.status() < 200) {
            branch.progressed = true;
            if (branch.cancelWanted) {
                cancel(branch);
            } else if (answer.status() > 100 && !finished) {
                back(answer);
            }
            return;
        }
        branch.last = answer;
        if (answer.status() >= 600) {
            cancelOthers(branch);
        }
        if (!finished && branches.stream().allMatch(Branch::done)) {
            finished = true;
            branches.stream()
                    .map(b -> b.last)
                    .filter(last -> last != null)
                    .min(Comparator.comparingInt(Forwarding::rank))
                    .ifPresent(this::back);
        }
    }

    private static int rank(SipMessage answer) {
        return answer.status() >= 600 ? 0 : answer.status();
    }

    /** Passes an answer to where the request came from, our Via taken off. */
    private void back(SipMessage answer) {
        List<String> vias = answer.list("Via");
        wire.send(from, answer.withList("Via", vias.subList(1, vias.size())));
    }

    /** The caller gave up. */
    void cancel() {
        branches.stream().filter(b -> !b.done()).forEach(this::cancel);
    }

    private void cancelOthers(Branch winner) {
        branches.stream().filter(b -> b != winner && !b.done()).forEach(this::cancel);
    }

    private void cancel(Branch branch) {
        branch.cancelWanted = true;
        if (!branch.progressed || branch.cancelSent) {
            return; // a CANCEL must not overtake the first answer
        }
        branch.cancelSent = true;
        SipMessage invite = branch.request;
        wire.send(
                branch.link,
                basis("CANCEL", invite).plus("To", invite.value("To")).plusEach("Route", invite.list("Route")));
    }

    private static SipMessage ack(Branch branch, SipMessage answer) {
        SipMessage invite = branch.request;
        return basis("ACK", invite).plus("To", answer.value("To")).plusEach("Route", invite.list("Route"));
    }

    private static SipMessage basis(String method, SipMessage invite) {
        return SipMessage.request(method, invite.requestUri())
                .plus("Via", invite.list("Via").get(0))
                .plus("Max-Forwards", "70")
                .plus("From", invite.value("From"))
                .plus("Call-ID", invite.callId())
                .plus("CSeq", invite.cseq() + " " + method);
    }
}

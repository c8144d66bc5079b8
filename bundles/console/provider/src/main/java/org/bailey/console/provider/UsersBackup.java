package org.bailey.console.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bailey.system.BackupPart;
import org.bailey.system.SettingsRefused;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who may sign in, with the hashes of their passwords: a secret. */
@Component
public final class UsersBackup implements BackupPart {
    private static final String FILE = "users.json";

    private final Gate gate;

    @Activate
    public UsersBackup(@Reference SignIn signIn) {
        gate = signIn.gate();
    }

    @Override
    public String word() {
        return "console";
    }

    @Override
    public Map<String, byte[]> files(boolean secrets) {
        return secrets ? Map.of(FILE, gate.usersText().getBytes(StandardCharsets.UTF_8)) : Map.of();
    }

    @Override
    public List<String> plan(Map<String, byte[]> files) throws SettingsRefused {
        String text = text(files);
        try {
            return text.isEmpty() || text.equals(gate.usersText())
                    ? List.of()
                    : List.of("The users are " + String.join(", ", Users.names(text)) + ", with their passwords.");
        } catch (IllegalArgumentException e) {
            throw new SettingsRefused("console/" + FILE + ": " + e.getMessage());
        }
    }

    @Override
    public List<String> restore(Map<String, byte[]> files) throws SettingsRefused, IOException {
        List<String> sentences = plan(files);
        if (!sentences.isEmpty()) {
            gate.replaceUsers(text(files));
        }
        return sentences;
    }

    private static String text(Map<String, byte[]> files) {
        return new String(files.getOrDefault(FILE, new byte[0]), StandardCharsets.UTF_8);
    }
}

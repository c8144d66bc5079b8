package org.bailey.versions;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts a call at the beginning of methods: {@code CODE.strike()}. */
final class Strike extends ClassVisitor {
    private final Set<String> methods;
    private final String code;
    private final Set<String> found = new HashSet<>();

    private Strike(ClassVisitor next, Set<String> methods, Class<?> code) {
        super(Opcodes.ASM9, next);
        this.methods = methods;
        this.code = code.getName().replace('.', '/');
    }

    /** @throws IllegalArgumentException when it has no such method any more */
    static byte[] into(byte[] type, Set<String> methods, Class<?> code) {
        ClassReader reader = new ClassReader(type);
        ClassWriter writer = new ClassWriter(reader, 0);
        Strike strike = new Strike(writer, methods, code);
        reader.accept(strike, 0);
        if (!strike.found.equals(methods)) {
            throw new IllegalArgumentException(reader.getClassName() + " has not all of " + methods);
        }
        return writer.toByteArray();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        boolean generated = (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ABSTRACT)) != 0;
        if (next == null || generated || !methods.contains(name)) {
            return next;
        }
        found.add(name);
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitCode() {
                super.visitCode();
                super.visitMethodInsn(Opcodes.INVOKESTATIC, code, "strike", "()V", false);
            }
        };
    }
}

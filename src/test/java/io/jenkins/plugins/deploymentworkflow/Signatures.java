package io.jenkins.plugins.deploymentworkflow;

import static java.util.stream.Collectors.joining;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What code compiled against a class relies on, as text: its own declaration and its public and protected members. */
final class Signatures {
    /** What the compiler checks or writes into a caller; {@code native}, {@code default} and the like are neither. */
    private static final int MODIFIERS =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

    private static final Set<String> INDEXES =
            Set.of("net.java.sezpoz.Indexable", "org.jvnet.hudson.annotation_indexer.Indexed");

    private final Class<?> type;

    Signatures(Class<?> type) {
        this.type = type;
    }

    int size() {
        return members().size() + 1;
    }

    /** What is stated here and is not so in {@code real}; what is only there does not matter. */
    List<String> differencesFrom(Signatures real) {
        List<String> differences = new ArrayList<>();
        if (!declaration().equals(real.declaration())) {
            differences.add(type.getName() + ": is " + declaration() + ", really " + real.declaration());
        }
        if (!annotations().equals(real.annotations())) {
            differences.add(type.getName() + ": has " + annotations() + ", really " + real.annotations());
        }
        missing(supertypes(), real.supertypes(), "is no subtype of", differences);
        missing(members(), real.members(), "has no", differences);
        return differences;
    }

    private void missing(Set<String> stated, Set<String> real, String verb, List<String> differences) {
        for (String signature : stated) {
            if (!real.contains(signature)) {
                String name = signature.replaceAll("\\(.*", "").replaceAll(".* ", "");
                String near = real.stream()
                        .filter(other -> other.matches(".*\\b\\Q" + name + "\\E\\b.*"))
                        .collect(joining("; "));
                differences.add(type.getName() + ": " + verb + " " + signature
                        + (near.isEmpty() ? "" : " but " + near));
            }
        }
    }

    private String declaration() {
        String kind = type.isAnnotation() ? "@interface" : type.isInterface() ? "interface" : type.isEnum() ? "enum" : "class";
        // An enum is final or abstract as its constants have it; callers cannot tell.
        int modifiers = type.getModifiers() & (type.isEnum() ? MODIFIERS & ~(Modifier.FINAL | Modifier.ABSTRACT) : MODIFIERS);
        return Modifier.toString(modifiers) + " " + kind + typeParameters(type);
    }

    /** Those that decide what an annotation applies to, how long it is kept, and whether its uses are indexed. */
    private Set<String> annotations() {
        Set<String> all = new TreeSet<>();
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            String name = annotation.annotationType().getName();
            if (name.startsWith("java.lang.annotation.")) {
                all.add(annotation.toString());
            } else if (INDEXES.contains(name)) {
                all.add(name);
            }
        }
        return all;
    }

    private Set<String> supertypes() {
        Set<String> all = new TreeSet<>();
        collect(type, all);
        return all;
    }

    private static void collect(Class<?> type, Set<String> into) {
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .forEach(supertype -> {
                    into.add(supertype.getName());
                    collect(supertype, into);
                });
    }

    private Set<String> members() {
        Set<String> all = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (visible(field)) {
                all.add(modifiers(field) + field.getGenericType().getTypeName() + " " + field.getName() + constant(field));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (visible(constructor)) {
                all.add(modifiers(constructor) + signature(constructor, "", "<init>"));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (visible(method)) {
                String returned = method.getGenericReturnType().getTypeName() + " ";
                String value = method.getDefaultValue() == null ? "" : " default " + text(method.getDefaultValue());
                all.add(modifiers(method) + signature(method, returned, method.getName()) + value);
            }
        }
        return all;
    }

    private static boolean visible(Member member) {
        return !member.isSynthetic() && (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static String modifiers(Member member) {
        return Modifier.toString(member.getModifiers() & MODIFIERS) + " ";
    }

    /** The value of what the compiler copies into the class file of the user. */
    private static String constant(Field field) {
        int modifiers = field.getModifiers();
        boolean copied = Modifier.isStatic(modifiers)
                && Modifier.isFinal(modifiers)
                && (field.getType().isPrimitive() || field.getType() == String.class);
        if (!copied) {
            return "";
        }
        try {
            return " = " + field.get(null);
        } catch (IllegalAccessException e) {
            return " = unreadable";
        }
    }

    private static String text(Object value) {
        return value instanceof Object[] array ? Arrays.toString(array) : value.toString();
    }

    private static String signature(Executable executable, String returned, String name) {
        return typeParameters(executable) + returned + name + "(" + names(executable.getGenericParameterTypes())
                + (executable.isVarArgs() ? "..." : "") + ")" + checked(executable);
    }

    private static String checked(Executable executable) {
        Class<?>[] classes = executable.getExceptionTypes();
        Type[] types = executable.getGenericExceptionTypes();
        Set<String> checked = new TreeSet<>();
        for (int i = 0; i < classes.length; i++) {
            if (!RuntimeException.class.isAssignableFrom(classes[i]) && !Error.class.isAssignableFrom(classes[i])) {
                checked.add(types[i].getTypeName());
            }
        }
        return checked.isEmpty() ? "" : " throws " + String.join(", ", checked);
    }

    private static String typeParameters(GenericDeclaration declaration) {
        return declaration.getTypeParameters().length == 0
                ? ""
                : Arrays.stream(declaration.getTypeParameters())
                        .map(parameter -> parameter.getName() + " extends " + names(parameter.getBounds()))
                        .collect(joining(", ", "<", "> "));
    }

    private static String names(Type[] types) {
        return Arrays.stream(types).map(Type::getTypeName).collect(joining(", "));
    }
}

package io.drover.explorer;

import io.drover.model.Settings;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * All that an object holds, as one text: equal texts, equal states. It walks fields, so a field that is added tomorrow is
 * part of it. Left out is only what {@link #SILENT} names, and says why.
 */
final class Portrait {

    /** Fields that no decision reads: a state is the same whatever they hold. */
    private static final Set<String> SILENT = Set.of(
            "LocalSituation.now", // set anew by each event
            "LocalSituation.chronicle", // told to the measurement point
            "LocalSituation.counters", // likewise
            "LocalSituation.alarms", // likewise; the timers themselves are part of the agent's state
            "LocalHost.known", // made anew from the rest
            "Initiative.heldBack"); // whether a sentence is news

    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private final StringBuilder text = new StringBuilder(4096);
    private final IdentityHashMap<Object, Integer> met = new IdentityHashMap<>();

    private Portrait() {}

    static String of(Object object) {
        Portrait portrait = new Portrait();
        portrait.draw(object);
        return portrait.text.toString();
    }

    private void draw(Object object) {
        if (object == null) text.append('~');
        else if (object instanceof Settings || object instanceof RandomGenerator) text.append('.');
        else if (object instanceof Instant at)
            text.append(at.getEpochSecond()).append('.').append(at.getNano());
        else if (object instanceof Duration length) text.append(length.toNanos());
        else if (object instanceof Optional<?> perhaps) draw(perhaps.orElse(null));
        else if (object instanceof Map<?, ?> map) map(map);
        else if (object instanceof Collection<?> all) all(all);
        else if (object.getClass().isArray()) array(object);
        else if (object instanceof Enum<?> || !object.getClass().getName().startsWith("io.drover")) text.append(object);
        else whole(object);
        text.append(',');
    }

    private void map(Map<?, ?> map) {
        text.append('{');
        map.forEach((key, value) -> {
            draw(key);
            draw(value);
        });
        text.append('}');
    }

    private void all(Collection<?> all) {
        text.append('[');
        all.forEach(this::draw);
        text.append(']');
    }

    private void array(Object array) {
        text.append('[');
        for (int i = 0; i < Array.getLength(array); i++) draw(Array.get(array, i));
        text.append(']');
    }

    private void whole(Object object) {
        if (object.getClass().isSynthetic()) {
            text.append('.');
            return;
        }
        if (!object.getClass().isRecord()) {
            Integer before = met.putIfAbsent(object, met.size());
            if (before != null) {
                text.append('@').append(before);
                return;
            }
        }
        text.append(object.getClass().getSimpleName()).append('(');
        for (Field field : FIELDS.computeIfAbsent(object.getClass(), Portrait::fields)) draw(value(field, object));
        text.append(')');
    }

    private static Object value(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Field> fields(Class<?> of) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = of; each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                boolean told = SILENT.contains(each.getSimpleName() + "." + field.getName());
                if (!told && !Modifier.isStatic(field.getModifiers())) fields.add(field);
            }
        }
        AccessibleObject.setAccessible(fields.toArray(Field[]::new), true);
        return fields;
    }
}

package io.drover.dashboard;

import java.util.Comparator;

/** Names as people sort them: node-2 before node-10. */
enum NaturalOrder implements Comparator<String> {
    NAMES;

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int step;
            if (digit(one, i) && digit(other, j)) {
                int end = end(one, i);
                int otherEnd = end(other, j);
                step = numbers(one.substring(i, end), other.substring(j, otherEnd));
                i = end;
                j = otherEnd;
            } else {
                step = Character.compare(one.charAt(i++), other.charAt(j++));
            }
            if (step != 0) return step;
        }
        int rest = Integer.compare(one.length() - i, other.length() - j);
        return rest != 0 ? rest : one.compareTo(other);
    }

    private static int numbers(String one, String other) {
        String short1 = one.replaceFirst("^0+(?=.)", "");
        String short2 = other.replaceFirst("^0+(?=.)", "");
        int length = Integer.compare(short1.length(), short2.length());
        return length != 0 ? length : short1.compareTo(short2);
    }

    private static int end(String name, int from) {
        int end = from;
        while (end < name.length() && digit(name, end)) end++;
        return end;
    }

    private static boolean digit(String name, int at) {
        return name.charAt(at) >= '0' && name.charAt(at) <= '9';
    }
}

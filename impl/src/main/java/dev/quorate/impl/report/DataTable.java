package dev.quorate.impl.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table whose first column heads its rows, which can be grouped. */
final class DataTable {
    /** Rows under a heading of their own, which is empty if there are no groups. */
    private record Group(Html heading, List<ImmutableList<Cell>> rows) {}

    private final String caption;
    private final ImmutableList<String> heads;
    private final List<Group> groups = new ArrayList<>();

    DataTable(String caption, String... heads) {
        this.caption = caption;
        this.heads = ImmutableList.copyOf(heads);
        groups.add(new Group(Html.NOTHING, new ArrayList<>()));
    }

    DataTable row(Cell... cells) {
        groups.get(groups.size() - 1).rows.add(ImmutableList.copyOf(cells));
        return this;
    }

    /**
     * Begins a group.
     *
     * @param last what stands over its last column
     */
    DataTable group(String title, Html last) {
        Html heading = Html.of(
                "tr class=\"group\"",
                Html.of("th scope=\"rowgroup\" colspan=\"" + (heads.size() - 1) + "\"", title),
                Html.of("td", last));
        groups.add(new Group(heading, new ArrayList<>()));
        return this;
    }

    /** Nothing, if it has no rows. */
    Html html() {
        List<Html> head = IntStream.range(0, heads.size())
                .mapToObj(n -> Html.of("th scope=\"col\"" + align(n), heads.get(n)))
                .toList();
        List<Html> bodies = groups.stream()
                .filter(group -> !group.rows.isEmpty())
                .map(group -> Html.of(
                        "tbody",
                        group.heading,
                        Html.all(group.rows.stream().map(this::row).toList())))
                .toList();
        Html table =
                Html.of("table", Html.of("caption", caption), Html.of("thead", Html.of("tr", head)), Html.all(bodies));
        return bodies.isEmpty() ? Html.NOTHING : Html.of("div class=\"wide\"", table);
    }

    private Html row(ImmutableList<Cell> cells) {
        return Html.of(
                "tr",
                IntStream.range(0, cells.size())
                        .mapToObj(n -> Html.of(
                                (n == 0 ? "th scope=\"row\"" : "td") + align(n),
                                cells.get(n).content()))
                        .toList());
    }

    private String align(int column) {
        return groups.stream().flatMap(group -> group.rows.stream()).anyMatch(row -> row.get(column)
                        .number())
                ? " class=\"number\""
                : "";
    }
}

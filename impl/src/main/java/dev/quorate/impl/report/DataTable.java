package dev.quorate.impl.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table whose first column heads its rows. */
final class DataTable {
    private final String caption;
    private final ImmutableList<Html> heads;
    private final List<ImmutableList<Cell>> rows = new ArrayList<>();

    DataTable(String caption, String... heads) {
        this.caption = caption;
        this.heads = ImmutableList.copyOf(heads).stream().map(Html::text).collect(ImmutableList.toImmutableList());
    }

    DataTable(String caption, List<Html> heads) {
        this.caption = caption;
        this.heads = ImmutableList.copyOf(heads);
    }

    DataTable row(Cell... cells) {
        return row(List.of(cells));
    }

    DataTable row(List<Cell> cells) {
        rows.add(ImmutableList.copyOf(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Html html() {
        List<Html> head = IntStream.range(0, heads.size())
                .mapToObj(n -> Html.of("th scope=\"col\"" + align(n), heads.get(n)))
                .toList();
        Html table = Html.of(
                "table",
                Html.of("caption", caption),
                Html.of("thead", Html.of("tr", head)),
                Html.of("tbody", rows.stream().map(this::row).toList()));
        return Html.of("div class=\"wide\"", table);
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
        return rows.stream().anyMatch(row -> row.get(column).number()) ? " class=\"number\"" : "";
    }
}

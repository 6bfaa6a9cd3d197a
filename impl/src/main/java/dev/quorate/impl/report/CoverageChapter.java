package dev.quorate.impl.report;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What of the specification the steps of a campaign have exercised. */
final class CoverageChapter {
    private static final String ID = "coverage";
    private static final String TITLE = "What of the specification was exercised";
    private static final String ABOUT =
            "A specification that allows all steps shows little if the steps use little of it. So it is counted, over all"
                    + " steps of the campaign: how often each action was taken; of its guards, which were seen both true"
                    + " and false; of its branches (arms of IF and CASE, disjuncts), which were taken. A guard that was"
                    + " never false is no failure: no leader's election timer goes off, for one.";
    private static final int LONGEST = 140;

    private CoverageChapter() {}

    static Chapter missing() {
        return Chapter.missing(ID, TITLE, ABOUT, CampaignChapter.COMMAND);
    }

    /** @param action that comes by it */
    private record Place(
            String action,
            boolean branch,
            String at,
            String text,
            boolean seenTrue,
            boolean seenFalse,
            boolean exercised) {
        static Place of(Json json) throws ReportException {
            String kind = json.text("kind");
            return new Place(
                    json.text("action"),
                    kind.equalsIgnoreCase("branch"),
                    json.text("module") + ":" + json.count("line") + ":" + json.count("column"),
                    json.text("text"),
                    json.flag("seenTrue"),
                    json.flag("seenFalse"),
                    json.flag("exercised"));
        }

        String kind() {
            return branch ? "branch" : "guard";
        }

        String seen() {
            if (branch) {
                return seenTrue ? "taken" : "NEVER taken";
            }
            return exercised ? "true and false" : seenTrue ? "never false" : seenFalse ? "never true" : "NEVER reached";
        }
    }

    /** @param json of the campaign */
    static Chapter of(Json json) throws ReportException {
        List<Place> places = new ArrayList<>();
        for (Json place : json.member("coverage").list("places")) {
            places.add(Place.of(place));
        }
        Map<String, Long> actions = new LinkedHashMap<>();
        for (Map.Entry<String, Json> action : json.member("actions").members().entrySet()) {
            actions.put(action.getKey(), action.getValue().count());
        }
        List<String> untold = new ArrayList<>();
        for (Json action : json.member("coverage").list("untold")) {
            untold.add(action.text());
        }
        Circumstances circumstances = Circumstances.of(json, CampaignChapter.COMMAND);
        long taken = actions.values().stream().filter(times -> times > 0).count();
        return new Chapter(
                ID,
                TITLE,
                ABOUT,
                Chapter.State.of(taken == actions.size() && untold.isEmpty()),
                String.format(
                        Locale.ROOT,
                        "%d of %d actions taken, %s guards seen both true and false, %s branches taken",
                        taken,
                        actions.size(),
                        exercised(places.stream().filter(place -> !place.branch).toList()),
                        exercised(places.stream().filter(Place::branch).toList())),
                circumstances.command(),
                Html.figure(
                        circumstances,
                        actions(actions, places),
                        missed(places),
                        untold.isEmpty()
                                ? Html.NOTHING
                                : Html.of("p", "Not known of: " + String.join(", ", untold) + "."),
                        Html.folded("All " + places.size() + " guards and branches", all(places))));
    }

    private static String exercised(List<Place> places) {
        return places.stream().filter(Place::exercised).count() + " of " + places.size();
    }

    private static Html actions(Map<String, Long> actions, List<Place> places) {
        ImmutableListMultimap<String, Place> by = Multimaps.index(places, Place::action);
        DataTable table =
                new DataTable("Actions", "action", "times taken", "guards seen both true and false", "branches taken");
        actions.forEach((action, times) -> table.row(
                Cell.text(action),
                Cell.times(times),
                Cell.number(exercised(
                        by.get(action).stream().filter(place -> !place.branch).toList())),
                Cell.number(
                        exercised(by.get(action).stream().filter(Place::branch).toList()))));
        return table.html();
    }

    private static Html missed(List<Place> places) {
        List<Place> missed = places.stream().filter(place -> !place.exercised).toList();
        return missed.isEmpty()
                ? Html.of("p", "Nothing was never exercised.")
                : table("Never exercised", missed).html();
    }

    private static Html all(List<Place> places) {
        return table("All of them", places).html();
    }

    private static DataTable table(String caption, List<Place> places) {
        DataTable table = new DataTable(caption, "action", "what", "seen", "place", "text");
        places.forEach(place -> table.row(
                Cell.text(place.action),
                Cell.text(place.kind()),
                Cell.of(place.exercised ? Html.text(place.seen()) : Html.of("strong", place.seen())),
                Cell.text(place.at),
                Cell.code(shortened(place.text))));
        return table;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 2) + " …";
    }
}

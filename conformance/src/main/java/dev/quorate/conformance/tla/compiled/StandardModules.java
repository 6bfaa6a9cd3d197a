package dev.quorate.conformance.tla.compiled;

import java.util.List;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;

/** The operators of Naturals, Integers, FiniteSets, Sequences and TLC, which TLC too has in Java. */
final class StandardModules {
    private StandardModules() {}

    static Expression operator(OpApplNode node, OpDefNode definition, List<Expression> a) throws Untranslatable {
        String module = definition.getOriginallyDefinedInModuleNode().getName().toString();
        String name = definition.getName().toString();
        Expression found =
                switch (module) {
                    case "Naturals", "Integers" -> number(name, a);
                    case "FiniteSets" -> name.equals("Cardinality") ? Sets.cardinality(a.get(0)) : null;
                    case "Sequences" -> sequence(name, a);
                    case "TLC" -> function(name, a);
                    default -> null;
                };
        if (found == null) {
            throw new Untranslatable(node, name + " of the module " + module + ", which is not compiled");
        }
        return found;
    }

    private static Expression number(String name, List<Expression> a) {
        return switch (name) {
            case "Nat" -> Numbers.from(0);
            case "Int" -> Numbers.from(Integer.MIN_VALUE);
            case "+" -> Numbers.arithmetic(a.get(0), a.get(1), Math::addExact);
            case "-" -> Numbers.arithmetic(a.get(0), a.get(1), Math::subtractExact);
            case "*" -> Numbers.arithmetic(a.get(0), a.get(1), Math::multiplyExact);
            case "\\div" -> Numbers.arithmetic(a.get(0), a.get(1), Numbers::divide);
            case "%" -> Numbers.arithmetic(a.get(0), a.get(1), Numbers::modulo);
            case "-." -> Numbers.negative(a.get(0));
            case "<" -> Numbers.compare(a.get(0), a.get(1), (x, y) -> x < y);
            case ">" -> Numbers.compare(a.get(0), a.get(1), (x, y) -> x > y);
            case "\\leq" -> Numbers.compare(a.get(0), a.get(1), (x, y) -> x <= y);
            case "\\geq" -> Numbers.compare(a.get(0), a.get(1), (x, y) -> x >= y);
            case ".." -> Numbers.interval(a.get(0), a.get(1));
            default -> null;
        };
    }

    private static Expression sequence(String name, List<Expression> a) {
        return switch (name) {
            case "Len" -> Sequences.length(a.get(0));
            case "Head" -> Sequences.head(a.get(0));
            case "Tail" -> Sequences.tail(a.get(0));
            case "Append" -> Sequences.append(a.get(0), a.get(1));
            case "\\o" -> Sequences.concatenation(a.get(0), a.get(1));
            case "SubSeq" -> Sequences.part(a.get(0), a.get(1), a.get(2));
            case "Seq" -> Sequences.over(a.get(0));
            default -> null;
        };
    }

    private static Expression function(String name, List<Expression> a) {
        return switch (name) {
            case ":>" -> Functions.single(a.get(0), a.get(1));
            case "@@" -> Functions.merged(a.get(0), a.get(1));
            default -> null;
        };
    }
}

/** A value in TLA+ notation. */
function tla(value) {
  if (typeof value === "string") {
    return JSON.stringify(value);
  } else if (typeof value === "boolean") {
    return value ? "TRUE" : "FALSE";
  } else if (Array.isArray(value)) {
    return "<<" + value.map(tla).join(", ") + ">>";
  } else if (value !== null && typeof value === "object") {
    return compound(value, tla, " |-> ", ["[", "]"]);
  }
  return String(value);
}

/** The same in fewer signs, where there is little room and nobody would copy it. */
function brief(value) {
  if (typeof value === "string") {
    return value;
  } else if (Array.isArray(value)) {
    return "<<" + value.map(brief).join(", ") + ">>";
  } else if (value !== null && typeof value === "object") {
    return compound(value, brief, " ", ["", ""]);
  }
  return tla(value);
}

function compound(value, part, arrow, [open, close]) {
  if ("#set" in value) {
    return "{" + value["#set"].map(part).join(", ") + "}";
  } else if ("#map" in value) {
    return "(" + value["#map"].map(([key, image]) => part(key) + " :> " + part(image)).join(" @@ ") + ")";
  }
  return open + Object.entries(value).map(([name, field]) => name + arrow + part(field)).join(", ") + close;
}

/** The same for values that are equal, in whatever order their fields stand. */
function canonical(value) {
  return JSON.stringify(value, (name, part) => part !== null && typeof part === "object" && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => one < other ? -1 : 1))
    : part);
}

/** Microseconds as people say them: in seconds, unless the whole run is shorter than that. */
function clock(micros, span = 1e6) {
  return span < 1e4
    ? number(micros) + " µs"
    : (micros / 1e6).toLocaleString("en", { minimumFractionDigits: 4, maximumFractionDigits: 4 }) + " s";
}

function number(count) {
  return count.toLocaleString("en");
}

function counted(count, one, many) {
  return number(count) + " " + (count === 1 ? one : many);
}

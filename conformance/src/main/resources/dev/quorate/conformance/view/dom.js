/** An HTML element with attributes and children; what is null is left out, text stays text. */
function element(name, attributes, ...children) {
  return furnished(document.createElement(name), attributes, children);
}

/** The same for a drawing. */
function drawn(name, attributes, ...children) {
  return furnished(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function furnished(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    } else if (key === "onclick") {
      made.addEventListener("click", value);
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

/** The first place in a sorted list at which a test holds, or its length. */
function firstWhere(length, test) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

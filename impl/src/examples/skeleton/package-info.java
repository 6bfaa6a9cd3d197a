/** What to begin with: it compiles, and elects nobody. */
package skeleton;

----------------------------- MODULE MCwideDeep -----------------------------
EXTENDS MCLeaderElection, TLC

\* SYMMETRY with VIEW: sound, but the count of states varies from run to run.
Renamings == Permutations(Server)
=============================================================================

------------------------------- MODULE MClog -------------------------------
EXTENDS MCRaftElection

CONSTANTS s1, s2, s3

\* Servers are interchangeable, so of the eight ways to give each a log of zero
\* or one entry, four are enough: those in which the longer logs come last.
LogSpec ==
    /\ Init
    /\ lastLog[s1].index <= lastLog[s2].index
    /\ lastLog[s2].index <= lastLog[s3].index
    /\ [][Next]_vars
=============================================================================

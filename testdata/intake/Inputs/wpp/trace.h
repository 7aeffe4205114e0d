// begin_wpp config
// FUNC TraceInfo{LEVEL=4}(MSG,...);
// end_wpp

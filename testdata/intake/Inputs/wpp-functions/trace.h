#define WPP_CONTROL_GUIDS \
  WPP_DEFINE_CONTROL_GUID(Guid, (a, b, c, d, e), WPP_DEFINE_BIT(DBG_IO))

// begin_wpp config
// USEPREFIX (TraceEvents, "%!STDPREFIX! ");
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// FUNC TraceError{LEVEL=TRACE_LEVEL_ERROR}(FLAGS, MSG, ...);
// end_wpp

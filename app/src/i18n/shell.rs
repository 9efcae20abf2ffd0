//! The frame around every view: rail, bar, status line, intake, dialogs.

crate::texts! {
    /// Rail.
    Case => "Case", "案件";
    /// Rail.
    Evidence => "Evidence", "证据";
    /// Rail.
    Manifest => "Manifest", "清单";
    /// Rail.
    Timeline => "Timeline", "时间线";
}

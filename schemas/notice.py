"""The elements of an official document (GB/T 9704-2012) as printed, each with its evidence."""

from schemas.base import Model
from schemas.evidence import Evidence


class Element(Model):
    """One printed element. ``value`` is normalised (white space removed, dates in ISO form)."""

    value: str
    evidence: Evidence


class Notice(Model):
    """The elements of the document. None or empty: not printed. Numbers in brackets are clauses of GB/T 9704-2012."""

    issuers: tuple[Element, ...] = ()
    """发文机关 (7.2.4)."""
    number: Element | None = None
    """发文字号 (7.2.5)."""
    signer: Element | None = None
    """签发人 (7.2.6)."""
    title: Element | None = None
    """标题 of the carrier, the notice (7.3.1); the carried plan's title is ``plan_title``."""
    plan_title: Element | None = None
    addressees: tuple[Element, ...] = ()
    """主送机关 (7.3.2), one element per unit as printed."""
    issued_on: Element | None = None
    """成文日期 (7.3.5.1)."""
    published_on: Element | None = None
    """发布日期 printed on a web page; never used as 成文日期."""
    attachments: tuple[Element, ...] = ()
    """附件说明 (7.3.4)."""
    copied_to: tuple[Element, ...] = ()
    """抄送机关 (7.4.2)."""
    printed_by: Element | None = None
    """印发机关 (7.4.3)."""
    printed_on: Element | None = None
    """印发日期 (7.4.3)."""
    disclosure: Element | None = None
    """公开属性: 主动公开, 依申请公开, 不予公开."""
    copy_number: Element | None = None
    """份号 (7.2.1)."""
    secrecy: Element | None = None
    """密级和保密期限 (7.2.2)."""
    urgency: Element | None = None
    """紧急程度 (7.2.3)."""
    contact: Element | None = None
    """附注 or contact printed for the reader."""
    status: Element | None = None
    """征求意见稿, if printed."""
